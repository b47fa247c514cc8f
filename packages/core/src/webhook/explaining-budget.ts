import type { Clock } from '../ports/clock.js';

/**
 * How many refusals are explained: anybody can have deliveries refused, and each explanation costs some dozens of hashes.
 */
export interface ExplainingBudget {
  /** Takes one explanation for the connection; false, and nothing is taken, when none is left for now. */
  take(connectionId: string): boolean;
  /** One that was taken has ended. */
  end(): void;
  /** Keeps nothing of a connection that is gone. */
  forget(connectionId: string): void;
}

/** One explanation for a connection in this time, in milliseconds. */
export const explainedEveryMs = 10_000;
/** For all connections together: at most so many that begin in a minute, and so many at once. */
export const mostExplainedPerMinute = 30;
export const mostExplainedAtOnce = 8;

/** A budget of which nothing is used yet. */
export function createExplainingBudget(clock: Pick<Clock, 'nowMs'>): ExplainingBudget {
  const nextAtMs = new Map<string, number>();
  let minute = { sinceMs: Number.NEGATIVE_INFINITY, begun: 0 };
  let underWay = 0;

  return {
    take(connectionId) {
      const nowMs = clock.nowMs();
      if (nowMs - minute.sinceMs >= 60_000) minute = { sinceMs: nowMs, begun: 0 };
      const isEarly = nowMs < (nextAtMs.get(connectionId) ?? Number.NEGATIVE_INFINITY);
      if (isEarly || minute.begun >= mostExplainedPerMinute || underWay >= mostExplainedAtOnce) return false;
      nextAtMs.set(connectionId, nowMs + explainedEveryMs);
      minute.begun += 1;
      underWay += 1;
      return true;
    },
    end() {
      underWay -= 1;
    },
    forget(connectionId) {
      nextAtMs.delete(connectionId);
    },
  };
}
