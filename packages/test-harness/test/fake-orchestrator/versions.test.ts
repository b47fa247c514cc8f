import { describe, expect, it } from 'vitest';
import { type ApiVersion, startFakeOrchestrator } from '../../src/fake-orchestrator/index.js';
import { profileOf } from '../../src/fake-orchestrator/profile/profile-of.js';
import { apiVersions } from '../../src/fake-orchestrator/profile/version-profile.js';
import { aFake, brokenImport, echoText } from './a-fake.js';
import { aFakeOf } from './a-fake-of.js';
import { aSubscriber } from './a-subscriber.js';
import { createApiClient } from './api-client.js';
import { stop, subscribe } from './requests.js';

const action = 'UiPath.Server.Configuration.OData.';
const newest = profileOf(20);

/** A start that every version takes. */
const plainStart = { ReleaseKey: echoText, Strategy: 'JobsCount', JobsCount: 1 };

/** The first profile in which a field is there. */
const since = {
  folder: { DisplayName: 9, ProvisionType: 9, Key: 11, IsPersonal: 11, FeedType: 11, FolderType: 13, IsActive: 20 },
  release: {
    AutoUpdate: 9,
    JobPriority: 11,
    IsAttended: 13,
    Tags: 15,
    RobotSize: 16,
    EntryPointPath: 17,
    FolderKey: 20,
  },
  job: {
    StopStrategy: 9,
    Reference: 11,
    ProcessType: 13,
    SpecificPriorityValue: 15,
    RemoteControlAccess: 16,
    SubState: 20,
  },
  webhook: { Secret: 9, Key: 16, Name: 16, Description: 16 },
} as const;

function shown(fields: Readonly<Record<string, number>>, version: ApiVersion): readonly string[] {
  return Object.keys(fields).filter((field) => (fields[field] ?? 99) <= version);
}

describe.each(apiVersions)('API version %i', (version) => {
  const profile = profileOf(version);

  it('says so in every reply, and tells its build to anybody', async () => {
    const { url } = await aFakeOf(version);
    const anonymous = createApiClient(url);

    const answers = await Promise.all(
      ['', '()'].map((end) => anonymous.get(`/odata/Settings/${action}GetAuthenticationSettings${end}`)),
    );

    for (const { headers, body } of answers) {
      expect(Number.parseInt(String(headers['api-supported-versions']), 10)).toBe(version);
      expect(body).toMatchObject({ Keys: ['Build.Version'], Values: [profile.build] });
    }
  });

  it('runs a process of the default seed from its start to its output', async () => {
    const { admin, in: inFolder } = await aFakeOf(version);
    const shared = inFolder('Shared');
    const startInfo = { ...plainStart, InputArguments: '{"in_Text":"Hi"}' };

    const made = await shared.post(`/odata/Jobs/${action}StartJobs`, { startInfo });
    await admin.advanceClock(120_000);

    const read = await shared.get(`/odata/Jobs(${made.rows[0]?.Id})`);
    expect([made.status, made.rows[0]?.State]).toEqual([201, 'Pending']);
    expect(read.body).toMatchObject({ State: 'Successful', OutputArguments: '{"out_Text":"Hi"}' });
  });

  it('shows the fields that it has, and no others', async () => {
    const { api, in: inFolder } = await aFakeOf(version);
    const shared = inFolder('Shared');

    const [job] = (await shared.post(`/odata/Jobs/${action}StartJobs`, { startInfo: plainStart })).rows;
    const [folder] = (await api.get('/odata/Folders')).rows;
    const [release] = (await shared.get('/odata/Releases')).rows;
    const webhook = (await subscribe(api, 'http://127.0.0.1:9/hook', version === 20 ? { Name: 'mine' } : {})).body;

    const rows = { folder, release, job, webhook };
    for (const [kind, row] of Object.entries(rows)) {
      const fields = since[kind as keyof typeof rows];
      expect(
        Object.keys(row ?? {})
          .filter((name) => name in fields)
          .sort(),
        kind,
      ).toEqual([...shown(fields, version)].sort());
    }
    expect(Object.keys(job ?? {}).sort()).toEqual([...profile.jobFields].sort());
    expect(Object.keys(release ?? {}).sort()).toEqual([...profile.releaseFields].sort());
  });

  it('starts with the fields of startInfo that it knows; any other makes the whole of it null', async () => {
    const { admin, in: inFolder } = await aFakeOf(version);
    const refused: unknown[] = [];

    for (const field of newest.startInfoFields) {
      const startInfo = { [field]: null, ...plainStart };
      const { status, body } = await inFolder('Shared').post(`/odata/Jobs/${action}StartJobs`, { startInfo });
      if (status !== 201) refused.push([field, status, body.message, body.errorCode]);
    }

    const unknown = newest.startInfoFields.filter((field) => !profile.startInfoFields.includes(field));
    expect(refused).toEqual(unknown.map((field) => [field, 400, 'startInfo must not be null', 0]));
    expect(admin.state().jobs).toHaveLength(profile.startInfoFields.length);
  });

  it('binds a webhook as strictly', async () => {
    const { api } = await aFakeOf(version);

    const plain = await subscribe(api, 'http://127.0.0.1:9/hook');
    const named = await subscribe(api, 'http://127.0.0.1:9/hook', { Name: 'mine' });
    const unknown = await subscribe(api, 'http://127.0.0.1:9/hook', { Name: 'mine', Nothing: 1 });

    expect([plain.status, named.status, unknown.status]).toEqual([
      version === 20 ? 400 : 201,
      version >= 16 ? 201 : 400,
      400,
    ]);
    expect(unknown.body).toMatchObject({ message: 'webhookDto must not be null', errorCode: 0 });
  });

  it.each([
    '$select=ParentJobKey',
    '$orderby=ParentJobKey',
    '$filter=ParentJobKey eq null',
    '$expand=JobError',
    '$expand=Machine',
  ])('refuses a query for a field that it lacks, and only such a one: %s', async (query) => {
    const { in: inFolder } = await aFakeOf(version);
    const known = version === 20 || (query === '$expand=Machine' && version >= 13);

    const answer = await inFolder('Shared').get(`/odata/Jobs?${query}`);

    expect([answer.status, answer.body.errorCode]).toEqual(known ? [200, undefined] : [400, 1000]);
    if (!known) expect(answer.body.message).toContain('Could not find a property named');
  });

  it('knows "in" from 20.10 on, and startswith always', async () => {
    const { in: inFolder } = await aFakeOf(version);

    const isIn = await inFolder('Shared').get('/odata/Jobs?$filter=Id in (1,2)');
    const starts = await inFolder('Shared').get("/odata/Jobs?$filter=startswith(ReleaseName,'Echo')");

    expect([isIn.status, starts.status]).toEqual([version === 9 ? 400 : 200, 200]);
  });

  it('searches jobs by Reference from 20.10 on', async () => {
    const { in: inFolder } = await aFakeOf(version);

    const answer = await inFolder('Shared').get("/odata/Jobs?$filter=startswith(Reference,'cl1.')");

    expect(answer.status).toBe(version === 9 ? 400 : 200);
  });

  it('takes the folder headers that it knows', async () => {
    const { admin, api } = await aFakeOf(version);
    const key = String(admin.state().folders[0]?.Key);

    const answers = [
      await api.with({ 'x-uipath-organizationunitid': '1' }).get('/odata/Jobs'),
      await api.with({ 'x-uipath-folderpath': 'Shared' }).get('/odata/Jobs'),
      await api.with({ 'x-uipath-folderkey': key }).get('/odata/Jobs'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, version === 9 ? 400 : 200, version < 13 ? 400 : 200]);
    for (const { body } of answers.filter(({ status }) => status === 400)) expect(body.errorCode).toBe(1101);
  });

  it('tells its event types, and refuses others', async () => {
    const { api } = await aFakeOf(version);
    const name = version === 20 ? { Name: 'mine' } : {};

    const { rows } = await api.get(`/odata/Webhooks/${action}GetEventTypes`);
    const saved = await subscribe(api, 'http://127.0.0.1:9/hook', {
      ...name,
      SubscribeToAllEvents: false,
      Events: [{ EventType: 'task.saved' }],
    });
    const resumed = await subscribe(api, 'http://127.0.0.1:9/hook', {
      ...name,
      SubscribeToAllEvents: false,
      Events: [{ EventType: 'job.resumed' }],
    });

    const types = rows.map(({ Name }) => Name);
    expect(types).toContain('job.suspended');
    expect([types.includes('task.saved'), types.includes('job.resumed')]).toEqual([version >= 11, version === 20]);
    expect([saved.status, resumed.status]).toEqual([version >= 11 ? 201 : 400, version === 20 ? 201 : 400]);
  });

  it('sends events in its own envelope', async () => {
    const { api, admin, in: inFolder } = await aFakeOf(version);
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url, version === 20 ? { Name: 'mine' } : {});
    const { rows } = await inFolder('Shared').post(`/odata/Jobs/${action}StartJobs`, { startInfo: plainStart });
    await admin.advanceClock(60_000);

    await stop(inFolder('Shared'), Number(rows[0]?.Id), 'Kill');
    await admin.advanceClock(60_000);

    const stopped = subscriber.received.map(({ body }) => body).find(({ Type }) => Type === 'job.stopped') ?? {};
    const plain = ['Type', 'EventId', 'Timestamp', 'Jobs', 'TenantId', 'OrganizationUnitId', 'UserId'];
    const from17 = version >= 17 ? ['EventTime', 'EntityKey', 'EventSourceId'] : [];
    const from20 = version === 20 ? ['Name', 'OrganizationUnitKey', 'DataTruncated'] : [];
    expect(Object.keys(stopped).sort()).toEqual([...plain, ...from17, ...from20].sort());
    expect(stopped.EventId).toMatch(version >= 17 ? /^\d{9}$/ : /^[\da-f]{32}$/);
    expect(subscriber.types().includes('job.terminating')).toBe(version === 20);
  });

  it('has the routes that it has', async () => {
    const { url, api } = await aFakeOf(version);
    const statusOf = async (path: string): Promise<string> => {
      const { status, headers } = await api.get(path);
      return headers['content-type'] === 'text/html' ? 'page' : String(status);
    };

    const status = await statusOf('/api/Status/Version');
    const settings = await statusOf(`/odata/Settings/${action}GetActivitySettings`);
    const mine = await statusOf('/api/Folders/GetAllForCurrentUser');
    const runtimes = await statusOf(`/odata/Machines/${action}GetRuntimesForFolder(folderId=1)`);
    const login = await createApiClient(url).post('/api/Account/Authenticate', {});
    const cloud = await statusOf('/acme/Default/orchestrator_/odata/Folders');

    expect([status, settings, mine, runtimes]).toEqual([
      version >= 13 ? '200' : '404',
      version >= 11 ? '200' : 'page',
      version === 20 ? '200' : 'page',
      version >= 11 ? '200' : 'page',
    ]);
    expect([login.status, login.headers['content-type']]).toEqual(
      version === 20 ? [200, 'text/html'] : [400, 'application/json; charset=utf-8'],
    );
    expect(cloud).toBe(version === 20 ? '200' : 'page');
  });

  it('says what kinds of folders it has', async () => {
    const seedWith = (kind: 'classic' | 'personal') => ({
      tenants: [{ name: 'Default', users: [{ username: 'a', password: 'b' }], folders: [{ path: 'F', kind }] }],
    });
    const accepts = (kind: 'classic' | 'personal') =>
      startFakeOrchestrator({ apiVersion: version, seed: seedWith(kind) }).then(
        (fake) => fake.close().then(() => 'yes'),
        (error: Error) => error.message,
      );

    const [classic, personal] = [await accepts('classic'), await accepts('personal')];

    expect(classic === 'yes').toBe(version <= 16);
    expect(personal === 'yes').toBe(version >= 11);
    for (const refusal of [classic, personal].filter((said) => said !== 'yes')) {
      expect(refusal).toMatch(/tenants.*folders.*kind.*Orchestrator .* has no such folders/s);
    }
  });

  it('leaves arguments out of lists only in the cloud', async () => {
    const { in: inFolder } = await aFakeOf(version);
    const shared = inFolder('Shared');
    const startInfo = { ...plainStart, InputArguments: '{"in_Text":"Hi"}' };
    const { rows: made } = await shared.post(`/odata/Jobs/${action}StartJobs`, { startInfo });

    const listed = await shared.get('/odata/Jobs');
    const read = await shared.get(`/odata/Jobs(${made[0]?.Id})`);

    expect(listed.rows[0]?.InputArguments).toBe(version === 20 ? null : '{"in_Text":"Hi"}');
    expect(read.body.InputArguments).toBe('{"in_Text":"Hi"}');
  });
});

describe('the profiles', () => {
  it('name only routes that the fake has', async () => {
    const { allRoutes } = await import('../../src/fake-orchestrator/routes/all-routes.js');
    const served = allRoutes.map(({ method, path }) => `${method} ${path}`);

    const absent = apiVersions.flatMap((version) => Object.keys(profileOf(version).absentRoutes));

    expect(absent.filter((route) => !served.includes(route))).toEqual([]);
  });
});

describe('the cloud', () => {
  it('lets nobody in under the name of another tenant', async () => {
    const { api } = await aFakeOf(20);

    const answer = await api.get('/acme/Elsewhere/orchestrator_/odata/Folders');

    expect(answer.status).toBe(401);
  });
});

describe('putting a seed', () => {
  it('is refused where the version lacks a kind of folder, by the name of the field', async () => {
    const { fake } = await aFake();
    const folders = [{ path: 'Old', kind: 'classic' }];
    const seed = { tenants: [{ name: 'Default', users: [{ username: 'a', password: 'b' }], folders }] };

    const answer = await createApiClient(fake.adminUrl).send('PUT', '/seed', seed);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      {
        path: 'tenants.0.folders.0.kind',
        message: 'must not be classic: Orchestrator 2023.10 to 2025.10 has no such folders',
      },
    ]);
    expect(fake.admin.state().releases.map(({ Key }) => Key)).toContain(brokenImport);
  });
});
