import { succeed } from '@cuelight/core';
import type { Counters } from '../metrics/create-counters.js';
import { recentForMs } from '../metrics/recent-failures.js';
import type { Part } from './part.js';

/** What failed in the last 24 hours, by code; known to a running service alone. */
export function failuresPart(counters: Pick<Counters, 'recentFailures'> | undefined): Part {
  if (counters === undefined) return async () => succeed({ meaning: onlyInService });
  return async () => {
    const failures = counters.recentFailures();
    return succeed({
      inTheLastHours: recentForMs / 3_600_000,
      failures: failures.map(({ code, count, lastAtMs }) => ({
        code,
        count,
        lastAt: new Date(lastAtMs).toISOString(),
      })),
    });
  };
}

const onlyInService = 'Counted by a running service alone: see GET /v1/support-bundle.';
