import { describe, expect, it } from 'vitest';
import { aFake, echoText } from './a-fake.js';
import { aSubscriber } from './a-subscriber.js';
import { createApiClient } from './api-client.js';
import { start, started, subscribe } from './requests.js';

describe('the state', () => {
  it('shows tenants, folders, processes, jobs and webhooks as the API does', async () => {
    const { fake, api } = await aFake({ manual: true });
    await start(api.in('Shared'), echoText);
    await subscribe(api, 'http://127.0.0.1:9/hook');

    const { body } = await createApiClient(fake.adminUrl).get('/state');

    expect(body).toMatchObject({
      tenants: [{ Name: 'Default', Users: ['admin'] }],
      folders: [
        { FullyQualifiedName: 'Shared' },
        { FullyQualifiedName: 'Finance' },
        { FullyQualifiedName: 'Finance/AP' },
      ],
      jobs: [{ State: 'Pending', Release: { Key: echoText } }],
      webhooks: [{ Url: 'http://127.0.0.1:9/hook' }],
    });
    expect(JSON.stringify(body)).not.toContain('admin-password');
  });

  it('has no job at the start, and a robot in each folder with processes, which are at least two', async () => {
    const { fake } = await aFake();

    const { jobs, folders, releases } = fake.admin.state();

    const counts = folders.map(
      ({ Id, FullyQualifiedName }) =>
        [FullyQualifiedName, releases.filter(({ OrganizationUnitId }) => OrganizationUnitId === Id).length] as const,
    );
    expect(jobs).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({ Shared: 2, Finance: 0, 'Finance/AP': 3 });
  });
});

describe('the journal', () => {
  it('tells method, path, query, folder and status, but no credential', async () => {
    const { fake, api } = await aFake();
    await api.in('Shared').get('/odata/Jobs?$top=5&$filter=Id eq 1');
    await subscribe(api, 'http://127.0.0.1:9/hook', { Secret: 'shared-secret' });

    const answer = await createApiClient(fake.adminUrl).get('/journal');

    expect(fake.admin.journal()).toMatchObject([
      { method: 'POST', path: '/api/Account/Authenticate', status: 200 },
      {
        method: 'GET',
        path: '/odata/Jobs',
        query: { $top: '5', $filter: 'Id eq 1' },
        folder: { header: 'x-uipath-folderpath', value: 'Shared' },
        status: 200,
        faultId: null,
      },
      { method: 'POST', path: '/odata/Webhooks', folder: null, status: 201 },
    ]);
    expect(answer.text).toBe(JSON.stringify(fake.admin.journal()));
    expect(answer.text).not.toMatch(/admin-password|shared-secret|Bearer/);
  });
});

describe('a reset', () => {
  it('leaves nothing but the seed, and the old token is worthless', async () => {
    const { fake, api } = await aFake({ manual: true });
    await start(api.in('Shared'), echoText);
    await subscribe(api, 'http://127.0.0.1:9/hook');
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'reset' });
    await fake.admin.advanceClock(86_400_000);

    const answer = await createApiClient(fake.adminUrl).post('/reset');

    const { jobs, webhooks, faults, now } = fake.admin.state();
    expect(answer.status).toBe(204);
    expect([jobs, webhooks, faults, fake.admin.journal(), fake.admin.deliveries()]).toEqual([[], [], [], [], []]);
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
    expect((await api.get('/odata/Folders')).status).toBe(401);
  });

  it('after another seed keeps that one', async () => {
    const { fake } = await aFake();
    const seed = { tenants: [{ name: 'Acme', users: [{ username: 'u', password: 'p' }] }] };

    const answer = await createApiClient(fake.adminUrl).send('PUT', '/seed', seed);
    await fake.admin.reset();

    expect(answer.status).toBe(204);
    expect(fake.admin.state().tenants).toMatchObject([{ Name: 'Acme' }]);
  });
});

describe('a forced move', () => {
  it('puts a job into any state and sends that event', async () => {
    const { fake, api } = await aFake({ manual: true });
    const admin = createApiClient(fake.adminUrl);
    const subscriber = await aSubscriber();
    const { key } = await started(api.in('Shared'), echoText);
    await subscribe(api, subscriber.url);

    const running = await admin.post(`/jobs/${key}/state`, { state: 'Running' });
    const ended = await admin.post(`/jobs/${key}/state`, {
      state: 'Successful',
      output: { out_Text: 'Hi' },
      info: 'Well',
    });
    await admin.post('/clock/advance', { ms: 0 });

    expect(running.body).toMatchObject({ State: 'Running', HostMachineName: expect.any(String) });
    expect(ended.body).toMatchObject({ State: 'Successful', OutputArguments: '{"out_Text":"Hi"}', Info: 'Well' });
    expect(subscriber.types()).toEqual(['job.started', 'job.completed']);
  });

  it('of an unknown job is 404', async () => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.adminUrl).post('/jobs/no-such-job/state', { state: 'Running' });

    expect(answer.status).toBe(404);
  });
});

describe('an attended job', () => {
  it('runs at once, and no job.created is sent about it', async () => {
    const { fake, api } = await aFake({ manual: true });
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);

    const answer = await createApiClient(fake.adminUrl).post('/jobs', { releaseKey: echoText, username: 'anna' });
    await fake.admin.advanceClock(0);

    const { rows } = await api.in('Shared').get("/odata/Jobs?$filter=Type eq 'Attended'");
    expect(answer.status).toBe(201);
    expect(rows).toMatchObject([{ State: 'Running', SourceType: 'Agent', RuntimeType: 'Attended', Reference: '' }]);
    expect(subscriber.types()).toEqual(['job.started']);
  });
});

describe('the clock', () => {
  it('is advanced over HTTP, and what falls due has happened when that answers', async () => {
    const { fake, api } = await aFake({ jobMs: [1000, 1000] });
    await start(api.in('Shared'), echoText);

    const answer = await createApiClient(fake.adminUrl).post('/clock/advance', { ms: 2000 });

    expect(Date.parse(String(answer.body.now))).toBeGreaterThan(Date.now() + 1000);
    expect(fake.admin.state().jobs).toMatchObject([{ State: 'Successful' }]);
  });
});

describe('faults', () => {
  it('are added, listed and removed over HTTP', async () => {
    const { fake } = await aFake();
    const admin = createApiClient(fake.adminUrl);

    const added = await admin.post('/faults', { on: 'GET /odata/*', action: 'html' });
    const listed = fake.admin.state().faults;
    const removed = await admin.send('DELETE', `/faults/${added.body.id}`);
    const again = await admin.send('DELETE', `/faults/${added.body.id}`);
    await admin.post('/faults', { on: 'webhook', action: 'lose' });
    const cleared = await admin.send('DELETE', '/faults');

    expect(added.status).toBe(201);
    expect(listed).toEqual([{ id: added.body.id, on: 'GET /odata/*', action: 'html' }]);
    expect([removed.status, again.status, cleared.status]).toEqual([204, 404, 204]);
    expect(fake.admin.state().faults).toEqual([]);
  });
});

describe('an input of the admin routes', () => {
  it.each([
    ['POST', '/clock/advance', { ms: -1 }, 'ms'],
    ['POST', '/clock/advance', undefined, ''],
    ['POST', '/jobs/x/state', { state: 'Finished' }, 'state'],
    ['POST', '/jobs/x/state', { state: 'Running', output: 'text' }, 'output'],
    ['POST', '/jobs/x/state', { state: 'Running', outputs: {} }, 'outputs'],
    ['POST', '/jobs', { releaseKey: 'x' }, 'releaseKey'],
    ['POST', '/faults', { on: 'GET', action: 'reset' }, 'on'],
    ['POST', '/faults', { on: 'webhook', action: 'explode' }, 'action'],
    ['POST', '/faults', { on: 'webhook', action: 'html' }, 'action'],
    ['POST', '/faults', { on: 'GET /odata/*', action: 'double' }, 'action'],
    ['POST', '/faults', { on: 'webhook', action: 'delay' }, 'delayMs'],
    ['POST', '/faults', { on: 'webhook', action: 'lose', probability: 2 }, 'probability'],
    ['POST', '/faults', { on: 'webhook', action: 'slow-body', overMs: 1 }, 'action'],
    ['POST', '/faults', { on: 'webhook', action: 'folder-renumber' }, 'action'],
    ['POST', '/faults', { on: 'GET /odata/*', action: 'slow-body' }, 'overMs'],
    ['POST', '/faults', { on: 'GET /odata/*', action: 'html', overMs: 1 }, 'overMs'],
    ['POST', '/releases/x/version', { version: '' }, 'version'],
    ['POST', '/releases/x/version', { versions: '1' }, 'versions'],
    ['POST', '/maintenance', { state: 'Off' }, 'state'],
    ['POST', '/users/Default/admin', { active: 'no' }, 'active'],
    ['POST', '/users/Default/admin', { secret: 'x' }, 'secret'],
    ['POST', '/tenants/Default/licence', { endsAt: 'tomorrow' }, 'endsAt'],
    ['POST', '/folders/x', { name: 'A/B' }, 'name'],
    ['POST', '/releases/x/folder', {}, 'path'],
    ['PUT', '/seed', { tenants: [] }, 'tenants'],
    ['PUT', '/seed', { tenants: [{ name: 'A', users: [{ username: 'u' }] }] }, 'tenants.0.users.0.password'],
    [
      'PUT',
      '/seed',
      { tenants: [{ name: 'A', users: [{ username: 'u', password: 'p' }], folders: [{ path: 'X' }, { path: 'x' }] }] },
      'tenants.0.folders.1.path',
    ],
  ])('%s %s %j is refused, and %s is named', async (method, path, body, field) => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.adminUrl).send(method, path, body);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual({ path: field, message: expect.any(String) });
  });

  it.each([
    ['POST', '/clock/advance', {}, 'ms', 'is required'],
    ['POST', '/clock/advance', { ms: '1' }, 'ms', 'must be a number'],
    ['POST', '/clock/advance', { ms: 1.5 }, 'ms', 'must be a whole number'],
    ['POST', '/clock/advance', { ms: -1 }, 'ms', 'must be at least 0'],
    ['POST', '/clock/advance', { ms: 315_360_000_001 }, 'ms', 'must be at most 315360000000'],
    ['POST', '/clock/advance', { ms: 1, s: 1 }, 's', 'is not known here; known are ms'],
    ['POST', '/clock/advance', [], '', 'must be an object'],
    ['POST', '/clock/advance', undefined, '', 'the body is empty or is not JSON'],
    ['POST', '/clock/advance', '{"ms": ', '', 'the body is empty or is not JSON'],
    ['POST', '/jobs', { releaseKey: 'x' }, 'releaseKey', 'must be a GUID'],
    ['POST', '/jobs', { releaseKey: echoText, username: 1 }, 'username', 'must be a text'],
    ['POST', '/jobs', { releaseKey: echoText, username: '' }, 'username', 'must have at least 1 character'],
    ['POST', '/jobs', { releaseKey: echoText, input: 'x' }, 'input', 'must be an object'],
    ['POST', '/jobs/x/state', {}, 'state', 'is required'],
    ['POST', '/faults', { on: 'webhook' }, 'action', 'is required'],
    [
      'POST',
      '/faults',
      { on: 'webhook', action: 'explode' },
      'action',
      'must be one of status, html, reset, delay, truncate, slow-body, commit-then-drop, folder-renumber, lose, double, reorder, unsigned, sign-hex, sign-prefixed, sign-base64url, sign-sha1, sign-with-other-secret, sign-with-decoded-secret, reserialise, escape, add-newline, add-bom',
    ],
    [
      'POST',
      '/faults',
      { on: 'GET /odata/Jobs?$top=1', action: 'html' },
      'on',
      'the path is matched without its query: leave out "?" and what follows it',
    ],
    ['PUT', '/seed', { tenants: {} }, 'tenants', 'must be a list'],
    [
      'PUT',
      '/seed',
      { tenants: [{ name: 'A', users: [], folders: [{ path: 'X', unattendedMachine: 1 }] }] },
      'tenants.0.folders.0.unattendedMachine',
      'must be true or false',
    ],
  ])('%s %s %j says of "%s": %s', async (method, path, body, field, sentence) => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.adminUrl).send(method, path, body);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual({ path: field, message: sentence });
  });

  it('at an unknown place is 404', async () => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.adminUrl).get('/nowhere');

    expect(answer.status).toBe(404);
    expect(answer.body.message).toContain('GET /nowhere');
  });
});
