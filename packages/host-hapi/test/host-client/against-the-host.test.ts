import { createHostClient } from '@cuelight/adapters/host-client';
import type { RunEvent } from '@cuelight/core';
import { hear } from '@cuelight/test-harness/contracts/hear-run';
import { describe, expect, it } from 'vitest';
import { aStagedRunner } from './a-staged-runner.js';

describe('a page of the service', () => {
  it('starts a process and shows what becomes of it', async () => {
    const { url, app, processId } = await aStagedRunner({ fake: { jobMs: [300, 300] } });
    const getToken = () => app.keys.runtime;
    const shown: unknown[] = [];
    const show = (event: RunEvent) => void shown.push(event.kind === 'lifecycle' ? event.move.state : event.kind);

    const runner = createHostClient({ url, getToken });
    const run = await runner.start(processId, { input: { in_Text: 'hello' } });
    if (!run.ok) throw new Error(`${run.failure.code}: ${run.failure.detail}`);
    for await (const event of run.value.events) show(event);

    expect(shown).toEqual(['snapshot', 'Running', 'Successful']);
  });

  it('is told why it may not start, with the remedy of the service', async () => {
    const { url, app, processId } = await aStagedRunner();
    const designer = createHostClient({ url, getToken: () => app.keys.designer });
    const nobody = createHostClient({ url, getToken: () => 'a-token-that-nobody-made' });

    expect(await designer.start(processId)).toMatchObject({
      failure: {
        code: 'service-refused',
        problem: { status: 403, code: 'not-allowed', remedy: expect.stringContaining('key') },
      },
    });
    expect(await nobody.start(processId)).toMatchObject({
      failure: { code: 'service-refused', problem: { status: 401, code: 'key-required' } },
    });
  });

  it('that used its key for another input is told so', async () => {
    const { stage } = await aStagedRunner();
    const start = (in_Text: string) =>
      stage.runner.start(stage.processId, { input: { in_Text }, idempotencyKey: 'invoice-4711' });

    expect(await start('one')).toMatchObject({ ok: true });
    expect(await start('other')).toMatchObject({
      failure: { code: 'idempotency-key-reused', problem: { status: 422 } },
    });
  });

  it('does not start a second job when the answer to the first start is lost', async () => {
    const { stage, url, app } = await aStagedRunner();
    let lost = 0;
    const losing: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      if (answer.status !== 202 || lost > 0) return answer;
      lost += 1;
      throw new TypeError('fetch failed');
    };
    const page = createHostClient({ url, getToken: () => app.keys.runtime, fetch: losing });

    const run = await page.start(stage.processId, { input: { in_Text: 'hello' } });

    expect(run.ok && (await stage.jobs()).map(({ jobKey }) => jobKey)).toEqual([run.ok && run.value.jobKey]);
    expect(lost).toBe(1);
  });

  it('goes on with another token when the service no longer takes the one it had', async () => {
    const { stage, url, app, client } = await aStagedRunner();
    const made = await client().post(`/v1/apps/${app.id}/keys`, { name: 'short-lived', scope: 'runtime' });
    const tokens = [String(made.body.key), app.keys.runtime];
    const page = createHostClient({ url, getToken: () => tokens.shift() ?? '' });
    const run = await page.start(stage.processId, { input: { in_Text: 'hello' } });
    if (!run.ok) throw new Error(run.failure.detail);
    const heard = hear(run.value, stage.patienceMs);
    await heard.until('a snapshot', ({ kind }) => kind === 'snapshot');

    await client().delete(`/v1/apps/${app.id}/keys/${made.body.id}`);
    await stage.move(run.value.jobKey, { state: 'Running' });
    await stage.move(run.value.jobKey, { state: 'Successful' });
    await heard.untilOver();

    expect(heard.states().at(-1)).toBe('Successful');
    expect(tokens).toEqual([]);
  });

  it('leaves nothing of what it started in the log of the service, nor its token', async () => {
    const { stage, logged, app } = await aStagedRunner();
    const run = await stage.runner.start(stage.processId, { input: { in_Text: 'canary-in' } });
    if (!run.ok) throw new Error(run.failure.detail);
    const heard = hear(run.value, stage.patienceMs);
    await stage.move(run.value.jobKey, { state: 'Running' });
    await stage.move(run.value.jobKey, { state: 'Successful', output: { out_Text: 'canary-out' } });
    await heard.untilOver();

    const log = logged.join('\n');
    for (const secret of ['canary-in', 'canary-out', run.value.jobKey, app.keys.runtime])
      expect(log).not.toContain(secret);
  });
});
