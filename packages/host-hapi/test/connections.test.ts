import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aWorld, seed } from './world/a-world.js';
import { aBoundApp, anApp, connect, connectionTo } from './world/set-up.js';

describe('making a connection', () => {
  it('answers the connection with what its checks found, and no secret', async () => {
    const world = await aWorld();

    const answer = await world.client().post('/v1/connections', connectionTo(world.fake.url));

    expect(answer).toMatchObject({
      status: 201,
      body: {
        name: 'Finance Orchestrator',
        orchestratorUrl: world.fake.url,
        tenant: 'Default',
        status: 'verified',
        subscription: { kind: 'polling', why: 'no-public-url' },
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        diagnosis: { verdict: 'warn', rootCause: 'webhook-subscribed' },
      },
    });
    expect(answer.text).not.toContain('admin-password');
    expect(answer.text).not.toMatch(/credential"|"secret/);
  });

  it('with a wrong password is 422 with the diagnosis, and leaves nothing', async () => {
    const world = await aWorld();
    const credential = { kind: 'password', username: 'admin', password: 'wrong' };

    const answer = await world.client().post('/v1/connections', connectionTo(world.fake.url, { credential }));

    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'check-failed', diagnosis: { verdict: 'fail', rootCause: 'credentials-accepted' } },
    });
    expect((await world.client().get('/v1/connections')).items).toEqual([]);
  });

  it('with a trust that holds no CA is 422', async () => {
    const world = await aWorld();
    const body = connectionTo(world.fake.url, { trust: { caPem: 'not a certificate' } });

    const answer = await world.client().post('/v1/connections', body);

    expect(answer).toMatchObject({ status: 422, body: { code: 'not-a-ca-certificate' } });
  });

  it('shows where the identity server is when it was named, and names it for a designer on its own host only', async () => {
    const world = await aWorld();
    const { designer } = await anApp(world);
    await connect(world);
    const identityUrl = `${world.fake.url}/identity`;
    const make = (url: string) => designer.post('/v1/connections', connectionTo(world.fake.url, { identityUrl: url }));

    const named = await make(identityUrl);
    const elsewhere = await make('https://login.example/identity');

    expect(named).toMatchObject({ status: 201, body: { identityUrl } });
    expect((await designer.get(`/v1/connections/${named.body.id}`)).body.identityUrl).toBe(identityUrl);
    expect((await designer.get('/v1/connections')).items[0]).not.toHaveProperty('identityUrl');
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'identity-needs-admin' } });
  });

  it('is for a designer only where a connection has its Orchestrator already', async () => {
    const world = await aWorld();
    const { designer } = await anApp(world);
    const other = await startFakeOrchestrator();
    onTestFinished(() => other.close());
    await connect(world);

    const known = await designer.post('/v1/connections', connectionTo(world.fake.url));
    const unknown = await designer.post('/v1/connections', connectionTo(other.url));

    expect(known.status).toBe(201);
    expect(unknown).toMatchObject({ status: 403, body: { code: 'origin-needs-admin' } });
    expect(other.admin.journal()).toEqual([]);
  });
});

describe('connections', () => {
  it('are listed page by page in the order of their making', async () => {
    const world = await aWorld();
    const ids = [await connect(world), await connect(world), await connect(world)];

    const first = await world.client().get('/v1/connections?limit=2');
    const second = await world.client().get(`/v1/connections?limit=2&cursor=${first.body.next}`);
    const whole = await world.client().get('/v1/connections?limit=3');

    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.body).not.toHaveProperty('next');
    expect(whole.items).toHaveLength(3);
    expect(whole.body).not.toHaveProperty('next');
  });

  it('are read and renamed by id', async () => {
    const world = await aWorld();
    const { designer } = await anApp(world);
    const id = await connect(world);

    const renamed = await designer.call('PATCH', `/v1/connections/${id}`, { body: { name: 'Head office' } });

    expect(renamed).toMatchObject({ status: 200, body: { id, name: 'Head office' } });
    expect(await designer.get(`/v1/connections/${id}`)).toMatchObject({ status: 200, body: renamed.body });
    expect(await designer.get('/v1/connections/none')).toMatchObject({
      status: 404,
      body: { code: 'connection-not-found' },
    });
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'name'],
    ['an unknown field', { name: 'x', status: 'verified' }, 'status'],
    ['a credential alone', { credential: { kind: 'password', username: 'admin', password: 'x' } }, 'credential'],
    ['a credential that is none', { tenant: 'Default', credential: { kind: 'password' } }, 'credential.username'],
  ])('are not changed by %s', async (_, body, path) => {
    const world = await aWorld();
    const id = await connect(world);

    const answer = await world.client().call('PATCH', `/v1/connections/${id}`, { body });

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((answer.body.errors as { path: string }[]).map((error) => error.path)).toContain(path);
  });

  it('are gone after DELETE', async () => {
    const world = await aWorld();
    const id = await connect(world);

    expect(await world.client().delete(`/v1/connections/${id}`)).toMatchObject({ status: 204, text: '' });
    expect((await world.client().get(`/v1/connections/${id}`)).status).toBe(404);
  });

  it('in use are deleted only with their references', async () => {
    const world = await aWorld();
    const { connectionId, app } = await aBoundApp(world);

    const refused = await world.client().delete(`/v1/connections/${connectionId}`);
    const deleted = await world.client().delete(`/v1/connections/${connectionId}?references=delete`);

    expect(refused).toMatchObject({ status: 409, body: { code: 'connection-in-use' } });
    expect(deleted.status).toBe(204);
    expect((await app.designer.get(`/v1/apps/${app.id}/processes`)).items).toEqual([]);
  });
});

describe('replacing the credential of a connection', () => {
  const right = { kind: 'password', username: 'admin', password: 'admin-password' };

  it('checks the new one, uses it from then on, and shows neither', async () => {
    const world = await aWorld();
    const id = await connect(world);

    const answer = await world.client().call('PUT', `/v1/connections/${id}/credential`, { body: right });
    const listed = await world.client().get(`/v1/connections/${id}/folders`);

    expect(answer).toMatchObject({
      status: 200,
      body: { id, status: 'verified', diagnosis: { checks: expect.any(Array) } },
    });
    expect(answer.text).not.toContain('admin-password');
    expect(listed.status).toBe(200);
  });

  it('is 422 with the diagnosis when Orchestrator refuses it, and the old one stays in use', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const wrong = { ...right, password: 'wrong-canary' };

    const answer = await world.client().call('PUT', `/v1/connections/${id}/credential`, { body: wrong });

    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'check-failed', diagnosis: { verdict: 'fail', rootCause: 'credentials-accepted' } },
    });
    expect(answer.text + world.logged.join('')).not.toContain('canary');
    expect(await world.client().get(`/v1/connections/${id}/folders`)).toMatchObject({ status: 200 });
  });

  it('is for admins, for a connection that is there, and takes a whole credential', async () => {
    const world = await aWorld();
    const { designer } = await anApp(world);
    const id = await connect(world);
    const put = (client: typeof designer, to: string, body: object) =>
      client.call('PUT', `/v1/connections/${to}/credential`, { body });

    expect(await put(designer, id, right)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await put(world.client(), 'none', right)).toMatchObject({ status: 404 });
    expect(await put(world.client(), id, { kind: 'password' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'username' }, { path: 'password' }] },
    });
  });
});

describe('changing the target of a connection', () => {
  const credential = { kind: 'password', username: 'admin', password: 'admin-password' };

  it('moves it to another Orchestrator, credential and all', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const other = await startFakeOrchestrator();
    onTestFinished(() => other.close());

    const body = { name: 'Moved', orchestratorUrl: other.url, identityUrl: `${other.url}/identity`, credential };
    const answer = await world.client().call('PATCH', `/v1/connections/${id}`, { body });
    await world.client().get(`/v1/connections/${id}/folders`);

    expect(answer).toMatchObject({
      status: 200,
      body: { id, name: 'Moved', orchestratorUrl: other.url, identityUrl: `${other.url}/identity`, diagnosis: {} },
    });
    expect(other.admin.journal().length).toBeGreaterThan(0);
    expect(await world.client().get(`/v1/connections/${id}`)).toMatchObject({ body: { orchestratorUrl: other.url } });
  });

  it('needs the full credential in the same request', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const patch = (body: object) => world.client().call('PATCH', `/v1/connections/${id}`, { body });

    for (const change of [
      { orchestratorUrl: 'https://elsewhere.example' },
      { identityUrl: null },
      { tenant: 'Other' },
      { trust: {} },
    ]) {
      const answer = await patch({ name: 'x', ...change });
      expect(answer).toMatchObject({ status: 422, body: { code: 'credential-required-with-new-target' } });
    }
    expect((await world.client().get(`/v1/connections/${id}`)).body.name).toBe('Finance Orchestrator');
  });

  it('is for admins only', async () => {
    const world = await aWorld();
    const { designer } = await anApp(world);
    const id = await connect(world);

    const body = { tenant: 'Default', credential };
    const answer = await designer.call('PATCH', `/v1/connections/${id}`, { body });

    expect(answer).toMatchObject({ status: 403, body: { code: 'target-needs-admin' } });
  });

  it('is 422 with the diagnosis when the new target does not pass, and nothing has changed', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const before = await world.client().get(`/v1/connections/${id}`);

    const body = { name: 'x', orchestratorUrl: 'http://127.0.0.1:9', credential };
    const answer = await world.client().call('PATCH', `/v1/connections/${id}`, { body });

    expect(answer).toMatchObject({ status: 422, body: { diagnosis: { rootCause: 'port-open' } } });
    expect((await world.client().get(`/v1/connections/${id}`)).body).toEqual(before.body);
  });
});

describe('the status of a connection', () => {
  it('is unreachable while Orchestrator cannot work, and verified once it answers again', async () => {
    const world = await aWorld();
    const id = await connect(world);
    const statuses = async () => [
      (await world.client().get(`/v1/connections/${id}`)).body.status,
      (await world.client().get('/v1/connections')).items[0]?.status,
    ];
    const fault = world.fake.admin.addFault({ on: 'GET /odata/Folders*', action: 'status', status: 503 });

    await world.client().get(`/v1/connections/${id}/folders`);
    const during = await statuses();
    world.fake.admin.removeFault(fault.id);
    await world.client().get(`/v1/connections/${id}/folders`);

    expect(during).toEqual(['unreachable', 'unreachable']);
    expect(await statuses()).toEqual(['verified', 'verified']);
  });

  it('is shown by a renaming too', async () => {
    const world = await aWorld();
    const id = await connect(world);
    world.fake.admin.addFault({ on: 'GET /odata/Folders*', action: 'status', status: 503 });
    await world.client().get(`/v1/connections/${id}/folders`);

    const renamed = await world.client().call('PATCH', `/v1/connections/${id}`, { body: { name: 'Head office' } });

    expect(renamed.body).toMatchObject({ name: 'Head office', status: 'unreachable' });
  });
});

describe('browsing', () => {
  it('lists folders page by page, read through to Orchestrator', async () => {
    const world = await aWorld();
    const id = await connect(world);

    const first = await world.client().get(`/v1/connections/${id}/folders?limit=2`);
    const second = await world.client().get(`/v1/connections/${id}/folders?limit=2&cursor=${first.body.next}`);

    const paths = [...first.items, ...second.items].map(({ path }) => path);
    expect(paths).toEqual(['Shared', 'Finance', 'Finance/AP']);
    expect(second.body).not.toHaveProperty('next');
  });

  it('lists the processes of a folder with their arguments', async () => {
    const world = await aWorld();
    const id = await connect(world);

    const answer = await world.client().get(`/v1/connections/${id}/processes?folderKey=${seed.shared}`);

    expect(answer.status).toBe(200);
    expect(answer.items[0]).toMatchObject({
      releaseKey: seed.echoText,
      name: 'EchoText',
      version: '1.0.3',
      folderKey: seed.shared,
      arguments: { input: [{ name: 'in_Text', type: 'string', required: true, hasDefault: false }] },
    });
  });

  it('lists the processes of all folders when none is named, part by part', async () => {
    const world = await aWorld();
    const path = `/v1/connections/${await connect(world)}/processes?limit=2`;

    const first = await world.client().get(path);
    const second = await world.client().get(`${path}&cursor=${first.body.next}`);
    const third = await world.client().get(`${path}&cursor=${second.body.next}`);

    const items = [first, second, third].flatMap((answer) => answer.items);
    expect(items.map(({ name }) => name)).toEqual([
      'EchoText',
      'InvoiceBot',
      'PostInvoices',
      'ReconcileAccounts',
      'BrokenImport',
    ]);
    expect(third.body).not.toHaveProperty('next');
    expect(first.body).not.toHaveProperty('refusedFolders');
  });

  it('names the folders whose processes the user may not see, and lists the others', async () => {
    const world = await aWorld();
    const id = await connect(world);
    world.fake.admin.addFault({ on: 'GET /odata/Releases*', action: 'status', status: 403, nth: 1 });

    const answer = await world.client().get(`/v1/connections/${id}/processes`);

    expect(answer.status).toBe(200);
    expect(answer.body.refusedFolders).toEqual([
      { folderKey: expect.any(String), path: expect.any(String), code: 'orchestrator-forbidden' },
    ]);
    expect(answer.items.length).toBeGreaterThan(0);
  });

  it('takes no cursor of a folder for all folders, nor the other way round', async () => {
    const world = await aWorld();
    const path = `/v1/connections/${await connect(world)}/processes?limit=1`;
    const ofAll = await world.client().get(path);
    const ofOne = await world.client().get(`${path}&folderKey=${seed.shared}`);

    const mixed = [
      await world.client().get(`${path}&cursor=${ofOne.body.next}`),
      await world.client().get(`${path}&folderKey=${seed.shared}&cursor=${ofAll.body.next}`),
    ];

    for (const answer of mixed) expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'cursor' }] } });
  });

  it('tells when Orchestrator is too busy, and when to try again', async () => {
    const world = await aWorld();
    const id = await connect(world);
    world.fake.admin.addFault({ on: 'GET /odata/Folders*', action: 'status', status: 429, retryAfterS: 7 });

    const answer = await world.client().get(`/v1/connections/${id}/folders`);

    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'orchestrator-throttled', orchestrator: { status: 429 } },
    });
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.body.traceId).toBe(answer.headers['x-request-id']);
  });
});
