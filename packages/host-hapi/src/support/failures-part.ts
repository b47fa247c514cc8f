import { succeed } from '@cuelight/core';
import type { Counters } from '../metrics/create-counters.js';
import { recentForMs } from '../metrics/recent-failures.js';
import type { Part } from './part.js';

/** How often something failed lately, by code. */
export type FailuresPart = {
  readonly inTheLastHours: number;
  readonly failures: readonly { readonly code: string; readonly count: number; readonly lastAt: string }[];
};

/** Of a program that is no running service, which alone counts. */
export const noFailuresPart: Part = async () =>
  succeed({ meaning: 'Counted by a running service alone: see GET /v1/support-bundle.' });

/** What failed in the last 24 hours, by code. */
export function failuresPart(counters: Pick<Counters, 'recentFailures'>): Part<FailuresPart> {
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
