import { isJsonObject } from '@cuelight/core';
import { type HttpReply, parseJsonText } from '../network/index.js';

/**
 * How long a token lives whose reply and text do not say so, in milliseconds: Orchestrator's default (UiPath Orchestrator
 * API guide, "Authenticating"). It is not prolonged by use.
 */
export const usualLifetimeMs = 30 * 60_000;

/**
 * How long a token lives, in milliseconds: by `expires_in` of the reply, else by its own `exp` if it is a readable JWT
 * (RFC 7519), else as usual. `exp` is on the server's clock, and so it is compared with the reply's `Date` and with the
 * token's own `iat`, the shorter time of both; our clock does not enter.
 *
 * @param expiresInS of the reply, in seconds (RFC 6749, section 5.1); undefined where it has none
 */
export function tokenLifetimeMs(token: string, reply: HttpReply, expiresInS?: unknown): number {
  const told = secondsOf(expiresInS);
  if (told !== undefined) return told * 1_000;
  const { exp, iat } = claimsOf(token);
  if (typeof exp !== 'number') return usualLifetimeMs;
  const since = [Date.parse(reply.headers.date ?? '') / 1_000, typeof iat === 'number' ? iat : Number.NaN];
  const lifetimesS = since.map((startS) => secondsOf(exp - startS)).filter((seconds) => seconds !== undefined);
  return lifetimesS.length === 0 ? usualLifetimeMs : Math.min(...lifetimesS) * 1_000;
}

/** Ten years: no token lives longer, whatever is said of it. */
const longestS = 315_360_000;

/** A time that makes sense; some servers write it as text. */
function secondsOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 && seconds <= longestS ? seconds : undefined;
}

function claimsOf(token: string): { readonly exp?: unknown; readonly iat?: unknown } {
  const parts = token.split('.');
  const claims = parts.length === 3 ? parseJsonText(Buffer.from(parts[1] ?? '', 'base64url').toString()) : undefined;
  return isJsonObject(claims) ? claims : {};
}
