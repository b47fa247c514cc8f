/** How many calls one connection may make. */
export interface CallRate {
  /** In the long run. Default 1,000. */
  readonly perSecond: number;
  /** At once, after a while without calls. Default 2,000. */
  readonly burst: number;
}

/** What is left of the calls that one connection may make. */
export interface CallBudget {
  /**
   * Spends one call.
   *
   * @returns how long it must wait for its turn, in milliseconds; nothing was spent when that is longer than allowed
   */
  spend(longestWaitMs: number): number;
}

/** A full budget, which fills up as time passes. Calls beyond it queue in the order they come. */
export function createCallBudget({ perSecond, burst }: CallRate, nowMs: () => number): CallBudget {
  let left = burst;
  let filledAtMs = nowMs();

  return {
    spend(longestWaitMs) {
      const now = nowMs();
      left = Math.min(burst, left + (Math.max(now - filledAtMs, 0) / 1_000) * perSecond);
      filledAtMs = now;
      const waitMs = Math.max(0, ((1 - left) / perSecond) * 1_000);
      if (waitMs <= longestWaitMs) left -= 1;
      return waitMs;
    },
  };
}
