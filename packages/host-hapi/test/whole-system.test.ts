import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { listen, statesOf } from './world/listener.js';
import { aBoundApp, connect } from './world/set-up.js';

async function aSystem(options: Parameters<typeof startFakeOrchestrator>[0]) {
  const fake = await startFakeOrchestrator(options);
  onTestFinished(() => fake.close());
  const service = await aService(await aFolder());
  const bound = await aBoundApp({ ...service, fake });
  const start = async (input: object) => {
    const answer = await bound.app.runtime.post(`/v1/processes/${bound.processId}/jobs`, { input });
    const jobKey = String(answer.body.jobKey);
    return { answer, jobKey, events: `/v1/processes/${bound.processId}/jobs/${jobKey}/events` };
  };
  return { ...bound, fake, service, start };
}

describe('the main job', () => {
  it('is connected, bound, started, and followed by signed webhooks to its end with its output', async () => {
    const { service, app, start, connectionId } = await aSystem({ jobMs: [300, 600] });
    const following = await listen(service.url, `/v1/apps/${app.id}/events`, app.keys.runtime);
    await following.waitFor(({ event }) => event === 'snapshot');

    const { answer, jobKey } = await start({ in_Text: 'Good morning' });
    const last = await following.waitFor(({ data }) => data.state === 'Successful');

    expect(answer).toMatchObject({ status: 202, body: { state: 'Pending', repeated: false } });
    expect(following.heard.slice(1).map(({ data }) => [data.jobKey, data.from, data.state, data.via])).toEqual([
      [jobKey, null, 'Pending', 'start'],
      [jobKey, 'Pending', 'Running', 'webhook'],
      [jobKey, 'Running', 'Successful', 'webhook'],
    ]);
    expect(last.data.output).toEqual({ out_Text: 'Good morning' });
    expect(await service.client().get(`/v1/connections/${connectionId}`)).toMatchObject({
      body: { subscription: { kind: 'webhook', isProven: true } },
    });
  });

  it('outlives a restart of the service: who listens again gets a snapshot, and the end by webhook', async () => {
    const { service, app, start, fake } = await aSystem({ manual: true });
    const { jobKey, events } = await start({ in_Text: 'hello' });
    const before = await listen(service.url, events, app.keys.runtime);
    await before.waitFor(({ event }) => event === 'snapshot');

    await service.stop();
    await before.waitForEnd();
    fake.admin.setJobState(jobKey, { state: 'Running' });
    await service.start();
    const after = await listen(service.url, events, app.keys.runtime);
    await after.waitFor(({ event }) => event === 'snapshot');
    fake.admin.setJobState(jobKey, { state: 'Successful', output: { out_Text: 'hello' } });
    await after.waitForEnd();

    expect(statesOf(before)).toEqual(['Pending']);
    expect(statesOf(after)).toEqual(['Running', 'Successful']);
    expect(after.heard.at(-1)?.data).toMatchObject({ via: 'webhook', output: { out_Text: 'hello' } });
  });
});

describe('taking a connection down', () => {
  it('removes its webhook from Orchestrator', async () => {
    const { service, fake, connectionId } = await aSystem({ manual: true });

    await service.client().delete(`/v1/connections/${connectionId}?references=delete`);

    expect(fake.admin.state().webhooks).toEqual([]);
  });

  it('waits for an Orchestrator that is away, and is over with it when that is accepted', async () => {
    const fake = await startFakeOrchestrator({ manual: true });
    onTestFinished(() => fake.close());
    const service = await aService(await aFolder());
    const id = await connect({ ...service, fake });
    fake.admin.addFault({ on: '* /*', action: 'status', status: 503 });

    const waiting = await service.client().delete(`/v1/connections/${id}`);
    const shown = await service.client().get(`/v1/connections/${id}`);
    const givenUp = await service.client().delete(`/v1/connections/${id}?orphan-webhook=accept`);

    expect(waiting).toMatchObject({ status: 202, body: { status: 'retired' } });
    expect(shown).toMatchObject({ status: 200, body: { status: 'retired' } });
    expect(givenUp.status).toBe(204);
  });
});
