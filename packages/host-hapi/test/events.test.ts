import { describe, expect, it } from 'vitest';
import { aWorld } from './world/a-world.js';
import { listen, statesOf } from './world/listener.js';
import { aBoundApp } from './world/set-up.js';
import { until } from './world/until.js';

async function aRunningService(options: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld(options);
  const url = await world.host.start();
  const bound = await aBoundApp(world);
  return { ...world, ...bound, url };
}

async function aStartedJob({ app, processId }: Awaited<ReturnType<typeof aRunningService>>) {
  const { body } = await app.runtime.post(`/v1/processes/${processId}/jobs`, { input: { in_Text: 'hello' } });
  const jobKey = String(body.jobKey);
  return { jobKey, path: `/v1/processes/${processId}/jobs/${jobKey}/events` };
}

describe('following a job', () => {
  it('tells where it stands at once, then every move, and ends with it', async () => {
    const service = await aRunningService();
    const { jobKey, path } = await aStartedJob(service);

    const listener = await listen(service.url, path, service.app.keys.runtime);
    const first = await listener.waitFor(({ event }) => event === 'snapshot');
    service.fake.admin.setJobState(jobKey, { state: 'Running' });
    await listener.waitFor(({ data }) => data.state === 'Running');
    service.fake.admin.setJobState(jobKey, { state: 'Successful', output: { out_Text: 'hello' } });
    await listener.waitForEnd();

    expect(first.data).toMatchObject({ jobKey, state: 'Pending' });
    expect(statesOf(listener)).toEqual(['Pending', 'Running', 'Successful']);
    expect(listener.heard.at(-1)?.data).toMatchObject({ from: 'Running', via: 'read', output: { out_Text: 'hello' } });
  });

  it('of a job that has ended is a snapshot and the end', async () => {
    const service = await aRunningService();
    const { jobKey, path } = await aStartedJob(service);
    service.fake.admin.setJobState(jobKey, { state: 'Faulted', info: 'Cannot open the invoice.' });

    const listener = await listen(service.url, path, service.app.keys.runtime);
    await listener.waitForEnd();

    expect(listener.heard).toMatchObject([
      { event: 'snapshot', data: { state: 'Faulted', fault: { message: 'Cannot open the invoice.' } } },
    ]);
  });

  it('keeps a silent line open', async () => {
    const service = await aRunningService({ keepAliveMs: 20 });
    const { path } = await aStartedJob(service);

    const listener = await listen(service.url, path, service.app.keys.runtime);

    await until(() => listener.comments[1], 'a second comment');
    expect(listener.comments[0]).toBe('keep-alive');
    expect(listener.heard).toMatchObject([{ event: 'snapshot' }]);
  });

  it('ends with the listener: then there is room for another', async () => {
    const service = await aRunningService({ maxWatches: 1 });
    const [one, other] = [await aStartedJob(service), await aStartedJob(service)];
    const listener = await listen(service.url, one.path, service.app.keys.runtime);
    await listener.waitFor(({ event }) => event === 'snapshot');
    const refused = await service.app.runtime.get(other.path);

    listener.hangUp();

    expect(refused).toMatchObject({ status: 503, body: { code: 'too-many-watches' } });
    await until(() => listenIfRoom(service, other.path), 'room for another listener');
  });

  it('tells that a job is gone', async () => {
    const service = await aRunningService();
    const { path } = await aStartedJob(service);
    const listener = await listen(service.url, path, service.app.keys.runtime);
    await listener.waitFor(({ event }) => event === 'snapshot');

    await service.client().delete(`/v1/connections/${service.connectionId}?references=delete`);
    await listener.waitForEnd();

    expect(listener.heard.at(-1)).toMatchObject({ event: 'lost', data: { reason: 'retired' } });
  });

  it('answers a HEAD without following anything', async () => {
    const service = await aRunningService({ maxWatches: 1 });
    const [one, other] = [await aStartedJob(service), await aStartedJob(service)];
    const headers = { authorization: `Bearer ${service.app.keys.runtime}` };

    const answer = await fetch(`${service.url}${one.path}`, { method: 'HEAD', headers });

    expect(answer.status).toBe(200);
    await until(() => listenIfRoom(service, other.path), 'room for a listener');
  });
});

describe('following an app', () => {
  it('tells its unfinished jobs, then every job it starts, each from its first state on', async () => {
    const service = await aRunningService();
    const before = await aStartedJob(service);

    const listener = await listen(service.url, `/v1/apps/${service.app.id}/events`, service.app.keys.runtime);
    await listener.waitFor(({ event }) => event === 'snapshot');
    const meanwhile = await aStartedJob(service);
    await listener.waitFor(({ data }) => data.jobKey === meanwhile.jobKey);
    service.fake.admin.setJobState(meanwhile.jobKey, { state: 'Running' });
    await listener.waitFor(({ data }) => data.jobKey === meanwhile.jobKey && data.state === 'Running');

    expect(listener.heard).toMatchObject([
      { event: 'snapshot', data: { jobs: [{ jobKey: before.jobKey, state: 'Pending' }], complete: true } },
      { event: 'lifecycle', data: { jobKey: meanwhile.jobKey, from: null, state: 'Pending', via: 'start' } },
      { event: 'lifecycle', data: { jobKey: meanwhile.jobKey, from: 'Pending', state: 'Running' } },
    ]);
    expect(listener.hasEnded()).toBe(false);
  });
});

describe('ending the service', () => {
  it('ends every stream, takes nothing new, and is over quickly', async () => {
    const service = await aRunningService();
    const { path } = await aStartedJob(service);
    const jobs = await listen(service.url, path, service.app.keys.runtime);
    const apps = await listen(service.url, `/v1/apps/${service.app.id}/events`, service.app.keys.runtime);
    const startedAtMs = performance.now();

    await service.host.stop();

    await jobs.waitForEnd();
    await apps.waitForEnd();
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
    expect(await service.client(null).get('/readyz')).toMatchObject({ status: 503, body: { code: 'not-ready' } });
  });
});

async function listenIfRoom({ url, app }: Awaited<ReturnType<typeof aRunningService>>, path: string) {
  try {
    return await listen(url, path, app.keys.runtime);
  } catch {
    return undefined;
  }
}
