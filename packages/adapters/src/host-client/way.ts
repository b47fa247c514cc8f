import type { Clock } from '@cuelight/core';
import type { Tokens } from './tokens.js';

/** How the service is reached, and as whom. */
export interface Way {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

/** How long an answer may take to begin, or to be read to its end; the service itself gives up after about 10 s. */
export const answerWithinMs = 30_000;
