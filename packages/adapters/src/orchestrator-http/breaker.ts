import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhenResult } from 'cockatiel';

/** Leaves a server alone that has failed again and again, and finds out whether it is back. */
export interface Breaker<Outcome> {
  /**
   * Makes a call, unless the server is being left alone.
   *
   * @returns its outcome, or how long to wait, in milliseconds, when it was not made
   */
  run(call: () => Promise<Outcome>): Promise<Outcome | Refused>;
}

/** A call was not made. */
export interface Refused {
  readonly refusedForMs: number;
}

/** What an outcome says of the server: `unknown` when it was the caller who gave up. */
export type Health = 'well' | 'ill' | 'unknown';

/** So many failed calls in a row are no accident. Any call that is answered starts the count anew. */
export const mostFailures = 10;

/** How long the server is left alone, in milliseconds: doubled each time the call that tries it again fails too. */
const restMs = { first: 5_000, longest: 30_000 };

/** While one call finds out whether the server is back, others are told to come again this much later. */
const whileProbingMs = 1_000;

/** A breaker that lets every call through. */
export function createBreaker<Outcome>(healthOf: (outcome: Outcome) => Health, nowMs: () => number): Breaker<Outcome> {
  let rest = { untilMs: 0, lengthMs: 0 };
  const inARow = new ConsecutiveBreaker(mostFailures);
  // Of calls that were given up, only the one that tries the server again gets here: it has not shown that it is back.
  const isFailure = (outcome: unknown): boolean => healthOf(outcome as Outcome) !== 'well';
  const policy = circuitBreaker(handleWhenResult(isFailure), {
    breaker: inARow,
    // When to try again is decided below, by our clock: cockatiel knows the wall clock alone, which may be set back.
    halfOpenAfter: Number.NEGATIVE_INFINITY,
  });
  policy.onBreak(() => {
    const lengthMs = rest.lengthMs === 0 ? restMs.first : Math.min(rest.lengthMs * 2, restMs.longest);
    rest = { untilMs: nowMs() + lengthMs, lengthMs };
  });
  policy.onReset(() => {
    rest = { untilMs: 0, lengthMs: 0 };
  });

  return {
    async run(call) {
      if (policy.state === CircuitState.HalfOpen) return { refusedForMs: whileProbingMs };
      if (policy.state === CircuitState.Open) {
        const remainingMs = Math.ceil(rest.untilMs - nowMs());
        return remainingMs > 0 ? { refusedForMs: remainingMs } : policy.execute(call);
      }
      const outcome = await call();
      // Not counted: a call begun before the server was left alone, and one that was given up.
      if (policy.state !== CircuitState.Closed) return outcome;
      const health = healthOf(outcome);
      const isNews = health === 'ill' || (health === 'well' && inARow.state > 0);
      return isNews ? policy.execute(() => outcome) : outcome;
    },
  };
}
