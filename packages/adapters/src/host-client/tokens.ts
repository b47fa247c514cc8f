import { type Clock, type Failure, fail, type Result, succeed, within } from '@cuelight/core';

/** The token of the moment. */
export interface Tokens {
  /** The one that is in use, or the first. */
  current(): Promise<Result<string, Failure>>;
  /** Another one than that which was refused; whoever asks while one is being got waits for that. */
  insteadOf(refused: string): Promise<Result<string, Failure>>;
  /**
   * No answer came to a request with this one. A page of another origin may not read that a token is refused, so one that is
   * older than 10 s is not used again.
   */
  doubt(unanswered: string): void;
}

/** How long the app may take to give a token. */
const waitMs = 30_000;

/** So long is a token not taken for one that has expired unseen, in milliseconds: less than a request is repeated for. */
const freshMs = 10_000;

/** What a header can carry: anything else would be quoted in the error of `fetch`. */
const token68 = /^[\x21-\x7e]+$/;

/** Keeps a token until it is refused. A failure is not kept. */
export function createTokens(clock: Clock, getToken: () => string | Promise<string>): Tokens {
  let kept: string | undefined;
  let gotAtMs = 0;
  let asking: Promise<Result<string, Failure>> | undefined;

  const ask = async (): Promise<Result<string, Failure>> => {
    try {
      const answer = await within(clock, waitMs, Promise.resolve().then(getToken));
      if (typeof answer !== 'string' || answer === 'late' || !token68.test(answer)) return fail(unavailable);
      [kept, gotAtMs] = [answer, clock.nowMs()];
      return succeed(answer);
    } catch {
      // What it says may hold anything, a token too.
      return fail(unavailable);
    } finally {
      asking = undefined;
    }
  };
  const asked = () => {
    asking ??= ask();
    return asking;
  };

  return {
    current: async () => (asking === undefined && kept !== undefined ? succeed(kept) : asked()),
    insteadOf: async (refused) =>
      asking === undefined && kept !== undefined && kept !== refused ? succeed(kept) : asked(),
    doubt(unanswered) {
      if (kept === unanswered && clock.nowMs() - gotAtMs >= freshMs) kept = undefined;
    },
  };
}

const unavailable: Failure = { code: 'token-unavailable', detail: 'getToken gave no token.' };
