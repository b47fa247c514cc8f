import type { VaultRefusal } from './vault-refusal.js';

/** How often a call is sent at most. */
const mostTries = 4;

/** The longest pause before the second try, in milliseconds; doubled before each one more. */
const basePauseMs = 250;

/** A vault that is busy or being moved. */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Connections that could not be made or broke, and may hold a moment later. */
const passingCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
]);

/** Failures after which the vault has certainly done nothing. */
const undone: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);

/**
 * How long to wait, in milliseconds, before a call is sent again: as long as the vault asks, and some random time that
 * doubles, as its throttling guidance wants it.
 *
 * @param isRepeatable whether doing it twice is the same as once; if not, only what was certainly not done is repeated
 * @returns undefined when it is not worth it
 */
export function pauseBeforeRepeat(
  refusal: VaultRefusal,
  isRepeatable: boolean,
  tries: number,
  random: number,
): number | undefined {
  if (tries >= mostTries) return undefined;
  const isPassing = refusal.kind === 'network' ? passingCodes.has(refusal.reason) : isPassingStatus(refusal);
  const isUndone = refusal.status === 429 || (refusal.kind === 'network' && undone.has(refusal.reason));
  if (!isPassing || !(isRepeatable || isUndone)) return undefined;
  return (refusal.retryAfterMs ?? 0) + random * basePauseMs * 2 ** (tries - 1);
}

function isPassingStatus({ kind, status = 0 }: VaultRefusal): boolean {
  return kind === 'answer' && passingStatuses.has(status);
}
