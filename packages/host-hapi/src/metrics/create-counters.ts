import type { Notice, Notices } from '@cuelight/core';
import { ownVersion } from '../own-version.js';
import { type ConnectionCounts, createConnectionCounts } from './connection-counts.js';
import { createMetrics, type Exposition } from './create-metrics.js';
import { noticeKinds } from './notice-meanings.js';
import { createRecentFailures, type RecentFailures } from './recent-failures.js';

/** What is counted of a request. */
export interface AnsweredRequest {
  readonly method: string;
  /** The template of its route, never its path. */
  readonly route: string;
  readonly status: number;
  /** The code of the problem that it was answered with. */
  readonly refusal?: string;
}

/**
 * Counts what happens, in memory: for Prometheus by words of this program alone, and for the support bundle by connection
 * and by failure. They begin at zero with the process.
 */
export interface Counters extends Notices {
  /** A request was answered. */
  answered(request: AnsweredRequest): void;
  /** @param followed how many jobs are followed at this moment */
  exposition(followed: number): Promise<Exposition>;
  readonly ofConnection: ConnectionCounts['of'];
  readonly recentFailures: RecentFailures['list'];
}

/** Makes them. @param nowMs milliseconds since 1970 */
export function createCounters(nowMs: () => number = Date.now): Counters {
  const metrics = createMetrics(ownVersion());
  const connections = createConnectionCounts();
  const failures = createRecentFailures(nowMs);
  // From the start on, so that the first of a kind is seen as a rise.
  for (const kind of noticeKinds) metrics.add('cuelight_notices_total', [kind], 0);

  return {
    notice(notice) {
      metrics.add('cuelight_notices_total', [notice.kind]);
      if (notice.kind === 'job-read') metrics.add('cuelight_jobs_read_total', [notice.why], notice.jobs);
      if (notice.kind === 'connection-moved') metrics.add('cuelight_connection_moves_total', [notice.to]);
      if ('code' in notice) {
        metrics.add('cuelight_background_failures_total', [notice.code]);
        failures.note(notice.code);
      }
      const connectionId = connectionOf(notice);
      if (connectionId !== undefined) connections.note(connectionId, notice.kind);
    },
    answered({ method, route, status, refusal }) {
      const known = methods.has(method) ? method : 'other';
      metrics.add('cuelight_http_requests_total', [known, route, `${Math.floor(status / 100)}xx`]);
      if (refusal === undefined) return;
      metrics.add('cuelight_refusals_total', [refusal]);
      failures.note(refusal);
    },
    exposition: (followed) => metrics.exposition(followed),
    ofConnection: (connectionId) => connections.of(connectionId),
    recentFailures: () => failures.list(),
  };
}

/** Node knows some thirty more, of which no route takes one. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function connectionOf(notice: Notice): string | undefined {
  return 'connectionId' in notice ? notice.connectionId : undefined;
}
