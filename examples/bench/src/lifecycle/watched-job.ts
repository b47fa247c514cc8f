import type { FlaggedReading, Instant, WatchSubject } from '@cuelight/core';
import { instantAt } from './instant-at.js';
import { jobKeyOf } from './job-key-of.js';

/**
 * The running job with this number, as a request to follow it brings it: every text is a new one, as in each row of the
 * database and each reply of Orchestrator.
 */
export function subjectOf(id: number): WatchSubject {
  return JSON.parse(
    JSON.stringify({
      connectionId: '0193f4a2-0000-7000-8000-000000000001',
      folder: { key: '7f3a5c10-52ab-4c33-9d6e-0d4f2f1b9a01', path: 'Finance/AP' },
      releaseKey: '44aa6f6e-1d1b-4a5e-8f0e-7b2f9c3d5e10',
      id,
    }),
  );
}

/** The job as it is read at this time, in milliseconds since 1970. */
export function readingOf(id: number, atMs: number): FlaggedReading {
  return {
    observation: {
      jobKey: jobKeyOf(id),
      state: 'Running',
      asOf: instantAt(atMs),
      source: 'read',
      startedAt: startedAt(id),
    },
    id,
    releaseKey: '44aa6f6e-1d1b-4a5e-8f0e-7b2f9c3d5e10',
    type: 'Unattended',
  };
}

function startedAt(id: number): Instant {
  return instantAt(Date.UTC(2026, 10, 23, 8, 0, 0) + id);
}
