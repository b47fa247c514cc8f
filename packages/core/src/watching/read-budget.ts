/**
 * How many reads a connection may still spend on polling: a bucket that fills by one token every second up to 60, so
 * that polling costs Orchestrator at most 60 reads a minute (UiPath documents 100 list calls a minute and tenant as its
 * cloud limit, "Rate limits").
 */
export interface ReadBudget {
  /** Takes a token, or answers how long until there is one. */
  take(nowMs: number): { readonly ok: true } | { readonly ok: false; readonly waitMs: number };
}

const capacity = 60;
const refillMs = 1_000;

/** Makes a full bucket. */
export function createReadBudget(startMs: number): ReadBudget {
  let tokens = capacity;
  let filledAtMs = startMs;

  return {
    take(nowMs) {
      const earned = Math.max(0, Math.floor((nowMs - filledAtMs) / refillMs));
      tokens = Math.min(capacity, tokens + earned);
      filledAtMs += earned * refillMs;
      if (tokens > 0) {
        tokens -= 1;
        return { ok: true };
      }
      return { ok: false, waitMs: filledAtMs + refillMs - nowMs };
    },
  };
}
