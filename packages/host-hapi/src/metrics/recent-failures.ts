/** How often a failure occurred lately. */
export interface RecentFailure {
  readonly code: string;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly lastAtMs: number;
}

/** What went wrong lately, by code. */
export interface RecentFailures {
  note(code: string): void;
  /** Those of the last 24 hours, to the hour; the most frequent first. */
  list(): readonly RecentFailure[];
}

const hourMs = 60 * 60 * 1_000;

/** For how long a failure is told. */
export const recentForMs = 24 * hourMs;

/** Counts by the hour, so that memory is bounded by the number of codes. */
export function createRecentFailures(nowMs: () => number): RecentFailures {
  const hours = new Map<number, Map<string, RecentFailure>>();

  const forgetOld = () => {
    const oldest = Math.floor((nowMs() - recentForMs) / hourMs);
    for (const hour of hours.keys()) if (hour < oldest) hours.delete(hour);
  };

  return {
    note(code) {
      forgetOld();
      const hour = Math.floor(nowMs() / hourMs);
      const ofHour = hours.get(hour) ?? new Map<string, RecentFailure>();
      hours.set(hour, ofHour);
      ofHour.set(code, { code, count: (ofHour.get(code)?.count ?? 0) + 1, lastAtMs: nowMs() });
    },
    list() {
      forgetOld();
      const sums = new Map<string, RecentFailure>();
      for (const { code, count, lastAtMs } of [...hours.values()].flatMap((ofHour) => [...ofHour.values()])) {
        const before = sums.get(code);
        sums.set(code, {
          code,
          count: count + (before?.count ?? 0),
          lastAtMs: Math.max(lastAtMs, before?.lastAtMs ?? 0),
        });
      }
      return [...sums.values()].sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
    },
  };
}
