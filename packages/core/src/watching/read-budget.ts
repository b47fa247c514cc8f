/**
 * How many calls a connection may still spend on polling: a bucket that fills evenly, so that polling costs Orchestrator
 * at most so many calls a minute and a full bucket at once.
 */
export interface ReadBudget {
  /** How many calls may be made now. */
  available(nowMs: number): number;
  /** Takes one call, if there is one. */
  take(nowMs: number): boolean;
  /** How long until there is one, in milliseconds; 0 when there is one now. */
  waitMs(nowMs: number): number;
}

/** UiPath documents 100 list calls a minute and tenant as the limit of its cloud ("Rate limits"); this stays well below. */
export const usualReadsPerMinute = 60;

/** Makes a full bucket, which holds the calls of one minute. */
export function createReadBudget(startMs: number, readsPerMinute: number): ReadBudget {
  let tokens = readsPerMinute;
  let earned = 0;

  const fill = (nowMs: number) => {
    const earnedByNow = Math.floor(((nowMs - startMs) * readsPerMinute) / 60_000);
    if (earnedByNow <= earned) return;
    tokens = Math.min(readsPerMinute, tokens + earnedByNow - earned);
    earned = earnedByNow;
  };

  return {
    available(nowMs) {
      fill(nowMs);
      return tokens;
    },
    take(nowMs) {
      fill(nowMs);
      if (tokens <= 0) return false;
      tokens -= 1;
      return true;
    },
    waitMs(nowMs) {
      fill(nowMs);
      return tokens > 0 ? 0 : Math.ceil(((earned + 1) * 60_000) / readsPerMinute) - (nowMs - startMs);
    },
  };
}
