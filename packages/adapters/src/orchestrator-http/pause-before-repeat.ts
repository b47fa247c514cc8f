import type { Result } from '@cuelight/core';
import type { BrokenExchange, HttpReply } from '../network/index.js';
import { retryAfterMs } from './retry-after.js';

/** How often a read is sent at most. */
export const mostTries = 3;

/** The longest pause before the second try, in milliseconds; doubled before the third. */
const basePauseMs = 200;

/** Whoever is asked to wait longer is better told so than kept waiting. */
const longestAskedMs = 5_000;

/** A proxy or a server that is busy, restarting, or behind one that is. */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** Connections that could not be made, and may be a moment later. A name that does not exist will not. */
const passingCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** A connection that was closed while it idled fails with the next request. */
const resetCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * How long to wait, in milliseconds, before a call that changes nothing is sent again: as long as the reply asks, and
 * some random time, so that many callers do not come back at the same moment (full jitter, AWS Architecture Blog,
 * "Exponential Backoff And Jitter").
 *
 * @param tries how often it was sent
 * @param random a number from 0 to below 1
 * @returns undefined when it is not worth it
 */
export function pauseBeforeRepeat(
  outcome: Result<HttpReply, BrokenExchange>,
  tries: number,
  random: number,
): number | undefined {
  if (tries >= mostTries) return undefined;
  const jitterMs = random * basePauseMs * 2 ** (tries - 1);
  if (!outcome.ok) return isPassing(outcome.failure) ? jitterMs : undefined;
  if (!passingStatuses.has(outcome.value.status)) return undefined;
  const askedMs = retryAfterMs(outcome.value) ?? 0;
  return askedMs > longestAskedMs ? undefined : askedMs + jitterMs;
}

function isPassing({ phase, error }: BrokenExchange): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (phase === 'before') return passingCodes.has(code);
  return phase === 'waiting' && resetCodes.has(code);
}
