import { describe, expect, it } from 'vitest';
import { aForwardClock } from './world/a-clock.js';
import { aWorld, seed } from './world/a-world.js';
import { createHttpClient } from './world/client.js';
import { listen } from './world/listener.js';
import { aBoundApp, anApp, bind } from './world/set-up.js';

describe('a token for a web page', () => {
  it('is made by the server of the app, and lets the page use the processes of the app', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);

    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { ttlS: 60 });

    expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^cuelight_token\./) } });
    expect(Object.keys(made.body).sort()).toEqual(['expiresAt', 'token']);
    expect(Date.parse(String(made.body.expiresAt)) - Date.now()).toBeLessThanOrEqual(60_000);
    const page = world.client(String(made.body.token));
    const started = await page.post(`/v1/processes/${processId}/jobs`, { input: { in_Text: 'hello' } });
    expect(started.status).toBe(202);
    const job = `/v1/processes/${processId}/jobs/${started.body.jobKey}`;
    expect(await page.get(job)).toMatchObject({ status: 200, body: { state: 'Pending' } });
    expect(await page.post(`${job}/stop`, { mode: 'kill' })).toMatchObject({ status: 202 });
    expect((await page.get(`/v1/apps/${app.id}/processes`)).items).toMatchObject([{ id: processId }]);
  });

  it('that names processes is held to them: others are answered as if there were none', async () => {
    const world = await aWorld();
    const { app, connectionId, processId } = await aBoundApp(world);
    const other = await bind(world, app.id, connectionId);
    const { body: theirs } = await app.runtime.post(`/v1/processes/${other}/jobs`, {});

    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { processIds: [processId], ttlS: 60 });
    const page = world.client(String(made.body.token));
    const answers = (id: string) =>
      Promise.all([
        page.post(`/v1/processes/${id}/jobs`, {}),
        page.get(`/v1/processes/${id}/jobs/${theirs.jobKey}`),
        page.post(`/v1/processes/${id}/jobs/${theirs.jobKey}/stop`, { mode: 'soft' }),
        page.get(`/v1/processes/${id}/jobs/${theirs.jobKey}/events`),
      ]);

    const told = (all: Awaited<ReturnType<typeof answers>>) => all.map(({ status, body }) => [status, body.code]);
    expect(told(await answers(other))).toEqual(Array(4).fill([404, 'process-not-found']));
    expect(told(await answers(other))).toEqual(told(await answers('no-such-process')));
    expect((await page.get(`/v1/apps/${app.id}/processes`)).items.map(({ id }) => id)).toEqual([processId]);
  });

  it('follows the jobs of its processes, and of no others of the app', async () => {
    const world = await aWorld();
    const url = await world.host.start();
    const { app, connectionId, processId } = await aBoundApp(world);
    const another = { releaseKey: world.fake.admin.state().releases.find(({ Key }) => Key !== seed.echoText)?.Key };
    const other = await bind(world, app.id, connectionId, another);
    await app.runtime.post(`/v1/processes/${other}/jobs`, {});
    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { processIds: [processId], ttlS: 60 });

    const listener = await listen(url, `/v1/apps/${app.id}/events`, String(made.body.token));
    const snapshot = await listener.waitFor(({ event }) => event === 'snapshot');
    await app.runtime.post(`/v1/processes/${other}/jobs`, {});
    const { body: ours } = await app.runtime.post(`/v1/processes/${processId}/jobs`, {});
    await listener.waitFor(({ data }) => data.jobKey === ours.jobKey);

    expect(snapshot.data).toEqual({ jobs: [], complete: true });
    expect(listener.heard.slice(1)).toMatchObject([{ event: 'lifecycle', data: { jobKey: ours.jobKey } }]);
  });

  it('takes its streams along when the key is revoked that it was made with', async () => {
    const world = await aWorld();
    const url = await world.host.start();
    const app = await anApp(world);
    const key = await world.client().post(`/v1/apps/${app.id}/keys`, { name: 'portal', scope: 'runtime' });
    const made = await world.client(String(key.body.key)).post(`/v1/apps/${app.id}/tokens`, { ttlS: 900 });
    const listener = await listen(url, `/v1/apps/${app.id}/events`, String(made.body.token));
    await listener.waitFor(({ event }) => event === 'snapshot');

    await world.client().delete(`/v1/apps/${app.id}/keys/${key.body.id}`);

    await listener.waitForEnd();
    expect((await world.client(String(made.body.token)).get(`/v1/apps/${app.id}/processes`)).status).toBe(401);
  });

  it('that has ended is answered as a wrong key is, and so is one that was altered', async () => {
    const clock = aForwardClock();
    const world = await aWorld({ clock });
    const app = await anApp(world);
    const path = `/v1/apps/${app.id}/processes`;
    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { ttlS: 900 });
    const token = String(made.body.token);

    const before = await world.client(token).get(path);
    const altered = await world.client(token.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))).get(path);
    clock.forward(900_000);
    const after = await world.client(token).get(path);
    const wrong = await world.client('cuelight_wrong').get(path);

    expect(before.status).toBe(200);
    expect(wrong).toMatchObject({ status: 401, body: { code: 'key-required' } });
    for (const { status, body, headers } of [altered, after]) {
      expect([status, body, headers['www-authenticate']]).toEqual([401, wrong.body, wrong.headers['www-authenticate']]);
    }
  });

  it('does nothing but what a page needs: it makes no token, and reads no metrics', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { ttlS: 900 });
    const headers = { authorization: `Bearer ${made.body.token}` };

    const another = await world.client(String(made.body.token)).post(`/v1/apps/${app.id}/tokens`, { ttlS: 900 });
    const metrics = await world.host.server.inject({ url: '/metrics', remoteAddress: '203.0.113.5', headers });

    expect(another).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(another.body.detail).toBe('A token may not do this; it takes admin or runtime.');
    expect(metrics.statusCode).toBe(403);
  });

  it.each([
    ['no time', {}, 'ttlS'],
    ['no time at all', { ttlS: 0 }, 'ttlS'],
    ['more than 15 minutes', { ttlS: 901 }, 'ttlS'],
    ['half a second', { ttlS: 0.5 }, 'ttlS'],
    ['a text for a time', { ttlS: '60' }, 'ttlS'],
    ['no process', { processIds: [], ttlS: 60 }, 'processIds'],
    ['too many processes', { processIds: Array(51).fill('a'), ttlS: 60 }, 'processIds'],
    ['what is no id', { processIds: ['a.b'], ttlS: 60 }, 'processIds.0'],
    ['a scope', { scope: 'admin', ttlS: 60 }, 'scope'],
  ])('is not made with %s', async (_, body, path) => {
    const world = await aWorld();
    const app = await anApp(world);

    const answer = await app.runtime.post(`/v1/apps/${app.id}/tokens`, body);

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ path }] } });
  });

  it('may name fifty processes, and still goes into a request', async () => {
    const world = await aWorld();
    const url = await world.host.start();
    const { app, processId } = await aBoundApp(world);
    const found = await world.persistence.processReferences.find(processId);
    if (!found.ok || found.value === undefined) throw new Error('the process was not bound');
    const processIds = Array.from({ length: 50 }, (_, number) => `${String(number).padStart(2, '0')}${'p'.repeat(62)}`);
    for (const id of processIds) await world.persistence.processReferences.insert({ ...found.value, id });

    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { processIds, ttlS: 60 });
    const listed = await createHttpClient(url, String(made.body.token)).get(`/v1/apps/${app.id}/processes`);

    expect(listed.items.map(({ id }) => id)).toEqual(processIds);
  });

  it('is in no line of the log', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const { body } = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { processIds: [processId], ttlS: 60 });
    const page = world.client(String(body.token));

    await page.get(`/v1/apps/${app.id}/processes`);
    await page.get(`/v1/processes/${processId}/jobs/${body.token}`);
    await world.client(`${body.token}x`).get(`/v1/apps/${app.id}/processes`);

    expect(world.logged.join('')).toContain('/v1/apps/{id}/tokens');
    expect(world.logged.join('')).not.toContain(String(body.token).split('.').at(-1));
  });
});
