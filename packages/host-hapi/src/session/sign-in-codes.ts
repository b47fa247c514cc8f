import { createHash, randomBytes } from 'node:crypto';
import { type Caller, Secret } from '@cuelight/core';

/** Codes with which somebody signs in once, as whoever made them. In the memory of this process. */
export interface SignInCodes {
  /** Makes a code that ends after 5 minutes at the latest. */
  make(caller: Caller): { readonly code: Secret; readonly untilMs: number };
  /** Uses a code up, and answers who made it; undefined when there is no such code, not any more, or it was used. */
  redeem(code: Secret): Caller | undefined;
}

/** How long a code is good for, in milliseconds. */
const codeMs = 5 * 60 * 1_000;

/** How many codes there are at once: with one more, the oldest ends. */
export const mostCodes = 100;

/** Makes an empty list. @param nowMs milliseconds since 1970 */
export function createSignInCodes(nowMs: () => number): SignInCodes {
  const codes = new Map<string, { readonly caller: Caller; readonly untilMs: number }>();

  return {
    make(caller) {
      const oldest = codes.keys().next().value;
      if (codes.size >= mostCodes && oldest !== undefined) codes.delete(oldest);
      const code = new Secret(randomBytes(32).toString('base64url'));
      const untilMs = Math.min(nowMs() + codeMs, caller.untilMs ?? Number.POSITIVE_INFINITY);
      codes.set(digestOf(code), { caller, untilMs });
      return { code, untilMs };
    },
    redeem(code) {
      const digest = digestOf(code);
      const made = codes.get(digest);
      codes.delete(digest);
      return made === undefined || nowMs() >= made.untilMs ? undefined : made.caller;
    },
  };
}

function digestOf(code: Secret): string {
  return createHash('sha256').update(code.reveal(), 'utf8').digest('base64url');
}
