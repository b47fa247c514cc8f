import { describe, expect, it } from 'vitest';
import type { ApiVersion, Seed } from '../../src/fake-orchestrator/index.js';
import { aFake, echoText } from './a-fake.js';
import { aFakeOf } from './a-fake-of.js';
import type { ApiClient } from './api-client.js';

const users = [{ username: 'admin', password: 'admin-password' }];
const processes = [{ name: 'EchoText', key: echoText }];

function classicSeed(more: object = {}): Seed {
  return {
    tenants: [{ name: 'Default', users, folders: [{ path: 'Default', kind: 'classic', processes, ...more }] }],
  };
}

function begin(api: ApiClient, how: object) {
  const startInfo = { ReleaseKey: echoText, ...how };
  return api.post('/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs', { startInfo });
}

describe.each<ApiVersion>([9, 11, 13, 15, 16])('a classic folder of API version %i', (version) => {
  it('is told by how it is provisioned', async () => {
    const { api } = await aFakeOf(version, classicSeed());

    const { rows } = await api.get('/odata/Folders');

    expect(rows).toMatchObject([{ ProvisionType: 'Manual', PermissionModel: 'InheritFromTenant' }]);
  });

  it('has an environment, which its releases name and its robots belong to', async () => {
    const { in: inFolder } = await aFakeOf(version, classicSeed({ environment: 'Nightly' }));
    const api = inFolder('Default');

    const environments = (await api.get('/odata/Environments')).rows;
    const releases = (await api.get('/odata/Releases?$expand=Environment')).rows;
    const robots = (await api.get('/odata/Robots')).rows;

    expect(environments).toMatchObject([{ Name: 'Nightly' }]);
    expect(releases).toMatchObject([
      { EnvironmentId: environments[0]?.Id, EnvironmentName: 'Nightly', Environment: environments[0] },
    ]);
    expect(robots).toMatchObject([{ RobotEnvironments: 'Nightly', ProvisionType: 'Manual' }]);
  });

  it('starts processes on chosen robots, on as many as are free, or on all', async () => {
    const { admin, in: inFolder } = await aFakeOf(version, classicSeed({ unattendedRobots: 3 }));
    const api = inFolder('Default');
    const [, second] = (await api.get('/odata/Robots')).rows;

    const chosen = await begin(api, { Strategy: 'Specific', RobotIds: [second?.Id], NoOfRobots: 0 });
    await admin.advanceClock(120_000);
    const counted = await begin(api, { Strategy: 'JobsCount', JobsCount: 2, RobotIds: [] });
    await admin.advanceClock(200_000);
    const all = await begin(api, { Strategy: 'All' });

    const ran = await api.get(`/odata/Jobs(${chosen.rows[0]?.Id})?$expand=Robot`);
    expect([chosen, counted, all].map(({ rows }) => rows.length)).toEqual([1, 2, 3]);
    expect(ran.body).toMatchObject({ State: 'Successful', Robot: { Id: second?.Id, Name: second?.Name } });
  });

  it('does not know the strategy of modern folders', async () => {
    const { in: inFolder } = await aFakeOf(version, classicSeed());

    const answer = await begin(inFolder('Default'), { Strategy: 'ModernJobsCount', JobsCount: 1 });

    expect(answer.status).toBe(400);
  });

  it('needs no machine', async () => {
    const { in: inFolder } = await aFakeOf(version, classicSeed({ unattendedMachine: false }));

    const answer = await begin(inFolder('Default'), { Strategy: 'JobsCount', JobsCount: 1 });

    expect(answer.status).toBe(201);
  });
});

describe('a job for a certain robot', () => {
  it('waits for that robot, while others are free and run what comes after it', async () => {
    const { admin, in: inFolder } = await aFakeOf(9, classicSeed({ unattendedRobots: 2 }));
    const api = inFolder('Default');
    const [first] = (await api.get('/odata/Robots')).rows;
    const busy = await begin(api, { Strategy: 'Specific', RobotIds: [first?.Id] });
    await admin.advanceClock(60_000);
    const waiting = await begin(api, { Strategy: 'Specific', RobotIds: [first?.Id] });
    await begin(api, { Strategy: 'JobsCount', JobsCount: 1 });
    await admin.advanceClock(40_000);
    admin.setJobState(String(busy.rows[0]?.Key), { state: 'Running' });

    const states = async () => {
      const { rows } = await api.get('/odata/Jobs?$orderby=Id');
      return rows.map(({ State }) => State);
    };
    await admin.advanceClock(20_000);
    const early = await states();
    await admin.advanceClock(40_000);

    expect([early, await states()]).toEqual([
      ['Running', 'Pending', 'Running'],
      ['Successful', 'Running', 'Running'],
    ]);
    expect((await api.get(`/odata/Jobs(${waiting.rows[0]?.Id})?$expand=Robot`)).body.Robot).toMatchObject({
      Id: first?.Id,
    });
  });
});

describe('a personal workspace', () => {
  const folders = [
    { path: "Ada's workspace", kind: 'personal' as const, processes },
    { path: "Ada's workspace/Drafts" },
    { path: 'Shared' },
  ];

  it('is told as one, and its folders are left out of the list', async () => {
    const { api } = await aFake({ seed: { tenants: [{ name: 'Default', users, folders }] } });

    const { rows } = await api.get('/odata/Folders?$orderby=Id');

    expect(rows.map(({ FullyQualifiedName }) => FullyQualifiedName)).toEqual(["Ada's workspace", 'Shared']);
    expect(rows).toMatchObject([
      { IsPersonal: true, FolderType: 'Personal', FeedType: 'PersonalWorkspace' },
      { IsPersonal: false, FolderType: 'Standard', FeedType: 'Processes' },
    ]);
  });
});

describe('the folders of whoever is logged in', () => {
  const path = '/api/FoldersNavigation';

  it('come as a tree in a list', async () => {
    const { api } = await aFake();

    const { text } = await api.get(`${path}/GetAllFoldersForCurrentUser`);

    expect(JSON.parse(text)).toMatchObject([
      { FullyQualifiedName: 'Shared', IsSelectable: true, HasChildren: false, Level: 0 },
      { FullyQualifiedName: 'Finance', IsSelectable: true, HasChildren: true, Level: 0 },
      { FullyQualifiedName: 'Finance/AP', IsSelectable: true, HasChildren: false, Level: 1 },
    ]);
  });

  it('come in pages, searched by name', async () => {
    const { api } = await aFake();

    const paged = await api.get(`${path}/GetFoldersForCurrentUser?skip=1&take=1`);
    const searched = await api.get(`${path}/GetFoldersForCurrentUser?searchText=ap`);

    expect(paged.body).toMatchObject({ PageItems: [{ DisplayName: 'Finance' }], Count: 3 });
    expect(searched.body).toMatchObject({ PageItems: [{ DisplayName: 'AP' }], Count: 1 });
  });

  it('come level by level, with what is above', async () => {
    const { api } = await aFake();

    const top = await api.get(`${path}/GetFolderNavigationContextForCurrentUser`);
    const leaf = await api.get(`${path}/GetFolderNavigationContextForCurrentUser?folderId=3`);
    const none = await api.get(`${path}/GetFolderNavigationContextForCurrentUser?folderId=99`);

    expect(top.body).toMatchObject({ Id: null, Ancestors: [], ChildrenCount: 2 });
    expect(leaf.body).toMatchObject({ Id: 3, Ancestors: [{ DisplayName: 'Finance' }], ChildrenPage: [] });
    expect(none.status).toBe(404);
  });

  it.each(['', '?skip=0', '?take=1', '?skip=-1&take=1', '?skip=0&take=1001', '?skip=0&take=some'])(
    'must be paged at 19.10: "%s" is refused with 1009',
    async (query) => {
      const { api } = await aFakeOf(9);

      const answer = await api.get(`${path}/GetFoldersForCurrentUser${query}`);

      expect([answer.status, answer.body.errorCode]).toEqual([400, 1009]);
    },
  );

  it('come with the roles of a user', async () => {
    const { api } = await aFake();

    const known = await api.get(`${path}/GetAllRolesForUser?username=admin&skip=0&take=2`);
    const unknown = await api.get(`${path}/GetAllRolesForUser?username=nobody&skip=0&take=2`);

    expect(known.body).toMatchObject({ PageItems: [{ Folder: { DisplayName: 'Shared' } }, {}], Count: 3 });
    expect(unknown.status).toBe(404);
  });
});

describe('the arguments of a process', () => {
  it.each<[ApiVersion, string]>([
    [9, 'mscorlib'],
    [17, 'System.Private.CoreLib'],
  ])('are .NET types with the assembly of their time at API version %i', async (version, assembly) => {
    const { in: inFolder } = await aFakeOf(version);

    const { rows } = await inFolder('Shared').get('/odata/Releases?$top=1');

    const { Input } = Object(rows[0]?.Arguments) as { readonly Input: string };
    expect(JSON.parse(Input)).toMatchObject([{ name: 'in_Text', type: expect.stringContaining(assembly) }]);
  });

  it('may be told as a JSON Schema instead', async () => {
    const declared = {
      form: 'json-schema' as const,
      input: [
        { name: 'in_Text', required: true },
        { name: 'in_Dates', type: 'System.DateTime[]' },
        { name: 'in_Table', type: 'System.Data.DataTable' },
      ],
    };
    const folders = [{ path: 'Shared', processes: [{ name: 'Agent', arguments: declared }] }];
    const { api } = await aFake({ seed: { tenants: [{ name: 'Default', users, folders }] } });

    const { rows } = await api.in('Shared').get('/odata/Releases');

    const { Input, Output } = Object(rows[0]?.Arguments) as { readonly Input: string; readonly Output: string };
    expect(JSON.parse(Input)).toEqual({
      type: 'object',
      properties: {
        in_Text: { type: 'string' },
        in_Dates: { type: 'array', items: { type: 'string', format: 'date-time' } },
        in_Table: {},
      },
      required: ['in_Text'],
    });
    expect(JSON.parse(Output)).toEqual({ type: 'object', properties: {}, required: [] });
  });
});
