import { describe, expect, it } from 'vitest';
import { createLog } from '../src/index.js';
import { describeError } from '../src/logging/describe-error.js';
import { logNotices } from '../src/logging/log-notices.js';
import { aWorld } from './world/a-world.js';
import type { Row } from './world/client.js';
import { aBoundApp } from './world/set-up.js';

const refused = { from: 'verified', to: 'unauthorized', by: 'credential-refused' } as const;
const healed = { from: 'unauthorized', to: 'verified', by: 'call-answered' } as const;

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

  it('has no line of a message, even one that looks like a place', () => {
    const message = 'wrong:\n    at canary (canary.js:1:1)';
    const renamed = new Error(message);
    renamed.message = 'another';

    const described = describeError(new RangeError(message));

    expect(described).toMatchObject({ error: 'RangeError', at: expect.arrayContaining([expect.any(String)]) });
    expect(JSON.stringify([described, describeError(renamed)])).not.toContain('canary');
  });
});

describe('notices', () => {
  it('are logged, and warned of when somebody should look into them', () => {
    const lines: string[] = [];
    const notices = logNotices(createLog('trace', (line) => void lines.push(line)));

    notices.notice({ kind: 'contradicted', connectionId: 'c1' });
    notices.notice({ kind: 'webhook-not-understood', connectionId: 'c1', eventType: 'job.teleported' });
    notices.notice({ kind: 'connection-moved', connectionId: 'c1', ...refused });
    notices.notice({ kind: 'connection-moved', connectionId: 'c1', ...healed });

    expect(parsed(lines)).toMatchObject([
      { level: 20, msg: 'noticed: contradicted', notice: { connectionId: 'c1' } },
      { level: 40, msg: 'noticed: webhook-not-understood' },
      { level: 40, msg: 'noticed: connection-moved', notice: refused },
      { level: 20, msg: 'noticed: connection-moved', notice: healed },
    ]);
  });
});
