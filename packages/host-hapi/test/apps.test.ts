import { describe, expect, it } from 'vitest';
import { aWorld, seed, type World } from './world/a-world.js';
import { aBoundApp, anApp, bind, connect } from './world/set-up.js';

describe('apps', () => {
  it('are made, listed and deleted', async () => {
    const { client } = await aWorld();
    const input = { name: 'Invoice portal', origins: ['https://portal.example', 'http://localhost:3000'] };

    const made = await client().post('/v1/apps', input);

    expect(made).toMatchObject({ status: 201, body: input });
    expect((await client().get('/v1/apps')).items).toEqual([made.body]);
    expect((await client().delete(`/v1/apps/${made.body.id}`)).status).toBe(204);
    expect((await client().get('/v1/apps')).items).toEqual([]);
    expect(await client().delete(`/v1/apps/${made.body.id}`)).toMatchObject({
      status: 404,
      body: { code: 'app-not-found' },
    });
  });

  it.each(['https://portal.example/', 'http://portal.example', 'portal.example', '*', 'null'])(
    'do not take %s for an origin',
    async (origin) => {
      const { client } = await aWorld();

      const answer = await client().post('/v1/apps', { name: 'Portal', origins: [origin] });

      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'origins.0' }] } });
    },
  );
});

describe('changing an app', () => {
  const change = (world: World, id: string, body: object) => world.client().call('PATCH', `/v1/apps/${id}`, { body });

  it('gives it another name or other origins, and answers it as it is now', async () => {
    const world = await aWorld();
    const { body: made } = await world.client().post('/v1/apps', { name: 'Portal', origins: ['https://a.example'] });
    const id = String(made.id);

    const renamed = await change(world, id, { name: 'Invoices' });
    const moved = await change(world, id, { origins: ['https://b.example'] });
    const both = await change(world, id, { name: 'Portal', origins: [] });

    expect(renamed).toMatchObject({ status: 200, body: { ...made, name: 'Invoices' } });
    expect(moved.body).toEqual({ ...made, name: 'Invoices', origins: ['https://b.example'] });
    expect(both.body).toEqual({ ...made, name: 'Portal', origins: [] });
    expect((await world.client().get('/v1/apps')).items).toEqual([both.body]);
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'Portal', origins: ['https://b.example', 'https://b.example/'] }, 'origins.1'],
    [{ origins: null }, 'origins'],
    [{ name: 'Portal', keys: [] }, 'keys'],
  ])('is refused with %j, which changes nothing', async (body, path) => {
    const world = await aWorld();
    const { body: made } = await world.client().post('/v1/apps', { name: 'Old', origins: ['https://a.example'] });

    const answer = await change(world, String(made.id), body);

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect((await world.client().get('/v1/apps')).items).toEqual([made]);
  });

  it('needs one', async () => {
    const answer = await change(await aWorld(), 'none', { name: 'Portal' });

    expect(answer).toMatchObject({ status: 404, body: { code: 'app-not-found' } });
  });
});

describe('API keys', () => {
  it('are shown once, when they are made', async () => {
    const world = await aWorld();
    const app = await anApp(world);

    const made = await world.client().post(`/v1/apps/${app.id}/keys`, { name: 'night run', scope: 'runtime' });
    const listed = await world.client().get(`/v1/apps/${app.id}/keys`);

    expect(made).toMatchObject({ status: 201, body: { name: 'night run', scope: 'runtime' } });
    expect(made.body.key).toMatch(/^cuelight_[\w-]{43}$/);
    expect(listed.items).toContainEqual({
      id: made.body.id,
      name: 'night run',
      scope: 'runtime',
      createdAt: made.body.createdAt,
    });
    expect(listed.text).not.toContain(String(made.body.key));
  });

  it('of another scope than there are, or of an app there is none of, are not made', async () => {
    const { client } = await aWorld();

    expect(await client().post('/v1/apps/none/keys', { name: 'x', scope: 'root' })).toMatchObject({ status: 400 });
    expect(await client().post('/v1/apps/none/keys', { name: 'x', scope: 'runtime' })).toMatchObject({
      status: 404,
      body: { code: 'app-not-found' },
    });
  });

  it('that are not there cannot be revoked', async () => {
    const world = await aWorld();
    const app = await anApp(world);

    const answer = await world.client().delete(`/v1/apps/${app.id}/keys/none`);

    expect(answer).toMatchObject({ status: 404, body: { code: 'key-not-found' } });
  });
});

describe('process references', () => {
  it('hold the identity of a process and nothing else', async () => {
    const world = await aWorld();
    const connectionId = await connect(world);
    const app = await anApp(world);
    const body = { connectionId, folderKey: seed.shared, releaseKey: seed.echoText, runOn: 'orchestrator' };

    const bound = await app.designer.post(`/v1/apps/${app.id}/processes`, body);

    expect(bound.status).toBe(201);
    expect(bound.body).toEqual({
      id: bound.body.id,
      connectionId,
      folderKey: seed.shared,
      folderPath: 'Shared',
      releaseKey: seed.echoText,
      packageId: 'EchoText',
      version: '1.0.3',
      pinned: false,
      runOn: 'orchestrator',
      createdAt: bound.body.createdAt,
    });
    expect((await app.runtime.get(`/v1/apps/${app.id}/processes`)).items).toEqual([bound.body]);
  });

  it('are pinned when a version is given, which must be the present one', async () => {
    const world = await aWorld();
    const connectionId = await connect(world);
    const app = await anApp(world);
    const body = { connectionId, folderKey: seed.shared, releaseKey: seed.echoText, runOn: 'orchestrator' };

    const pinned = await app.designer.post(`/v1/apps/${app.id}/processes`, { ...body, version: '1.0.3' });
    const refused = await app.designer.post(`/v1/apps/${app.id}/processes`, { ...body, version: '9.9.9' });

    expect(pinned).toMatchObject({ status: 201, body: { pinned: true, version: '1.0.3' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'process-version-changed' } });
  });

  it('are listed page by page and taken away', async () => {
    const world = await aWorld();
    const { app, connectionId, processId } = await aBoundApp(world);
    const second = await bind(world, app.id, connectionId);
    const path = `/v1/apps/${app.id}/processes`;

    const page = await app.designer.get(`${path}?limit=1`);
    const rest = await app.designer.get(`${path}?limit=1&cursor=${page.body.next}`);
    const removed = await app.designer.delete(`${path}/${processId}`);

    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual([processId, second]);
    expect(removed.status).toBe(204);
    expect(await app.designer.delete(`${path}/${processId}`)).toMatchObject({
      status: 404,
      body: { code: 'process-not-found' },
    });
  });

  it('of a process or a folder that is not there are not made', async () => {
    const world = await aWorld();
    const connectionId = await connect(world);
    const app = await anApp(world);
    const path = `/v1/apps/${app.id}/processes`;
    const body = { connectionId, folderKey: seed.shared, releaseKey: seed.echoText, runOn: 'orchestrator' };
    const elsewhere = '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1aff';

    expect(await app.designer.post(path, { ...body, folderKey: elsewhere })).toMatchObject({
      status: 409,
      body: { code: 'folder-not-accessible' },
    });
    expect(await app.designer.post(path, { ...body, releaseKey: elsewhere })).toMatchObject({
      status: 409,
      body: { code: 'release-not-found' },
    });
    expect(await app.designer.post(path, { ...body, connectionId: 'none' })).toMatchObject({
      status: 404,
      body: { code: 'connection-not-found' },
    });
  });
});
