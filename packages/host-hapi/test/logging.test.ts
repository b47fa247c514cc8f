import { describe, expect, it } from 'vitest';
import { createLog } from '../src/index.js';
import { countNotices } from '../src/logging/count-notices.js';
import { describeError } from '../src/logging/describe-error.js';
import { aWorld } from './world/a-world.js';
import type { Row } from './world/client.js';
import { aBoundApp } from './world/set-up.js';

const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Row);

describe('the log', () => {
  it('tells of a request its route, outcome, caller and process, and nothing else', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const { body: job } = await app.runtime.post(`/v1/processes/${processId}/jobs`, {
      input: { in_Text: 'canary-91c3' },
    });

    const answer = await app.runtime.get(`/v1/processes/${processId}/jobs/${job.jobKey}`);

    expect(parsed(world.logged).at(-1)).toEqual({
      level: 30,
      time: expect.any(String),
      msg: 'answered',
      traceId: answer.headers['x-request-id'],
      route: 'GET /v1/processes/{processId}/jobs/{jobKey}',
      status: 200,
      ms: expect.any(Number),
      appId: app.id,
      processId,
    });
    const text = world.logged.join('');
    for (const hidden of [String(job.jobKey), 'canary-91c3', 'admin-password', ...Object.values(app.keys)]) {
      expect(text).not.toContain(hidden);
    }
  });

  it('holds neither path nor query of what nobody asked for', async () => {
    const world = await aWorld();

    await world.client().get('/v1/canary-2f6a?token=canary-2f6b');
    await world.client().get('/v1/connections/canary-2f6c?x=canary-2f6d');

    expect(world.logged.join('')).not.toContain('canary');
  });

  it('has a bug by its name and place, under the trace id that the caller was told', async () => {
    const world = await aWorld({
      isReady: () => {
        throw new TypeError('canary-88aa');
      },
    });

    const answer = await world.client(null).get('/readyz');

    const bug = parsed(world.logged).find(({ level }) => level === 50);
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal-error', traceId: bug?.traceId } });
    expect(bug).toMatchObject({ error: 'TypeError', at: expect.arrayContaining([expect.stringContaining('at ')]) });
    expect(answer.text + world.logged.join('')).not.toContain('canary-88aa');
  });

  it('has something thrown that is no error by its type only', () => {
    expect(describeError('canary')).toEqual({ error: 'string', at: [] });
  });
});

describe('notices', () => {
  it('are counted by kind, and logged with identities only', () => {
    const lines: string[] = [];
    const notices = countNotices(createLog('trace', (line) => void lines.push(line)));

    notices.notice({ kind: 'contradicted', connectionId: 'c1' });
    notices.notice({ kind: 'contradicted', connectionId: 'c2' });
    notices.notice({ kind: 'webhook-not-understood', connectionId: 'c1', eventType: 'canary <script>' });

    expect([...notices.counts()]).toEqual([
      ['contradicted', 2],
      ['webhook-not-understood', 1],
    ]);
    expect(parsed(lines).map(({ level, msg }) => [level, msg])).toEqual([
      [20, 'noticed: contradicted'],
      [20, 'noticed: contradicted'],
      [40, 'noticed: webhook-not-understood'],
    ]);
    expect(lines.join('')).not.toContain('canary');
  });
});
