import type { Notice } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createConnectionCounts } from '../../src/metrics/connection-counts.js';
import { createCounters } from '../../src/metrics/create-counters.js';
import { createRecentFailures } from '../../src/metrics/recent-failures.js';
import { tellAll } from '../../src/metrics/tell-all.js';

const readFailed: Notice = { kind: 'read-failed', connectionId: 'c1', code: 'orchestrator-timeout' };
const hourMs = 60 * 60 * 1_000;

describe('what is counted', () => {
  it('is in the metrics by words of this program alone', async () => {
    const counters = createCounters();
    counters.notice(readFailed);
    counters.notice({ kind: 'job-read', connectionId: 'c1', why: 'polling', jobs: 7 });
    counters.notice({ kind: 'webhook-not-understood', connectionId: 'c1', eventType: 'canary-of-others' });
    counters.notice({ kind: 'webhook-refused', connectionId: undefined });
    counters.notice({
      kind: 'connection-moved',
      connectionId: 'c1',
      from: null,
      to: 'connecting',
      by: 'connect-asked',
    });
    counters.answered({ method: 'GET', route: '/v1/connections/{id}', status: 404, refusal: 'connection-not-found' });
    counters.answered({ method: 'MKCOL', route: '/{any*}', status: 401, refusal: 'key-required' });

    const { type, text } = await counters.exposition(3);

    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'cuelight_notices_total{kind="read-failed"} 1',
        'cuelight_notices_total{kind="webhook-refused"} 1',
        'cuelight_notices_total{kind="start-doubled"} 0',
        'cuelight_background_failures_total{code="orchestrator-timeout"} 1',
        'cuelight_jobs_read_total{why="polling"} 7',
        'cuelight_connection_moves_total{to="connecting"} 1',
        'cuelight_http_requests_total{method="GET",route="/v1/connections/{id}",status="4xx"} 1',
        'cuelight_http_requests_total{method="other",route="/{any*}",status="4xx"} 1',
        'cuelight_refusals_total{code="connection-not-found"} 1',
        'cuelight_followed_jobs 3',
      ]),
    );
    expect(text).not.toMatch(/canary|"c1"/);
  });

  it('is known of each connection, and of failures, to who makes a support bundle', () => {
    const counters = createCounters(() => 5);
    counters.notice(readFailed);
    counters.notice(readFailed);
    counters.notice({ ...readFailed, connectionId: 'c2' });

    expect(counters.ofConnection('c1')).toEqual([{ kind: 'read-failed', count: 2 }]);
    expect(counters.ofConnection('c3')).toEqual([]);
    expect(counters.recentFailures()).toEqual([{ code: 'orchestrator-timeout', count: 3, lastAtMs: 5 }]);
  });

  it('is told to all who listen', () => {
    const heard: string[] = [];

    tellAll({ notice: () => heard.push('one') }, { notice: () => heard.push('two') }).notice(readFailed);

    expect(heard).toEqual(['one', 'two']);
  });
});

describe('recent failures', () => {
  it('are those of the last 24 hours, the most frequent first', () => {
    let nowMs = 10 * hourMs;
    const failures = createRecentFailures(() => nowMs);
    failures.note('old');
    nowMs += 3 * hourMs;
    failures.note('rare');
    failures.note('frequent');
    nowMs += 22 * hourMs;
    failures.note('frequent');

    expect(failures.list()).toEqual([
      { code: 'frequent', count: 2, lastAtMs: 35 * hourMs },
      { code: 'rare', count: 1, lastAtMs: 13 * hourMs },
    ]);
    nowMs += 100 * hourMs;
    expect(failures.list()).toEqual([]);
  });
});

describe('the counts of connections', () => {
  it('are kept of so many, the one that was silent longest going first', () => {
    const counts = createConnectionCounts(2);
    for (const id of ['a', 'b', 'a', 'c']) counts.note(id, 'contradicted');

    expect(['a', 'b', 'c'].map((id) => counts.of(id).length)).toEqual([1, 0, 1]);
  });
});
