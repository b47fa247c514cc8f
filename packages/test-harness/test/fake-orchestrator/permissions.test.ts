import { describe, expect, it } from 'vitest';
import { allPermissions } from '../../src/fake-orchestrator/routes/permissions.js';
import { aFake } from './a-fake.js';
import { type ApiClient, createApiClient } from './api-client.js';
import { start, stop, subscribe } from './requests.js';

const echo = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01';
const post = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e02';
const currentPermissions = '/odata/Users/UiPath.Server.Configuration.OData.GetCurrentPermissions';

/** A client of a user with these rights, in a tenant with `Shared`, `Finance`, `Finance/AP` and `Finances`. */
async function aUser(rights: object): Promise<ApiClient> {
  const { api } = await aFake({
    manual: true,
    seed: {
      tenants: [
        {
          name: 'Default',
          users: [{ username: 'admin', password: 'admin-password', ...rights }],
          folders: [
            { path: 'Shared', processes: [{ name: 'EchoText', key: echo }] },
            { path: 'Finance/AP', processes: [{ name: 'PostInvoices', key: post }] },
            { path: 'Finances' },
          ],
        },
        { name: 'Acme', users: [{ username: 'u', password: 'p' }], folders: [{ path: 'Warehouse' }] },
      ],
    },
  });
  return api;
}

/** Every call that needs a permission. */
const calls: readonly (readonly [permission: string, what: string, ask: (api: ApiClient) => Promise<number>])[] = [
  ['Units.View', 'list folders', async (api) => (await api.get('/odata/Folders')).status],
  ['Units.View', 'read a folder', async (api) => (await api.get('/odata/Folders(1)')).status],
  ['Processes.View', 'list processes', async (api) => (await api.in('Shared').get('/odata/Releases')).status],
  ['Packages.View', 'list packages', async (api) => (await api.get('/odata/Processes')).status],
  ['Jobs.View', 'list jobs', async (api) => (await api.in('Shared').get('/odata/Jobs')).status],
  ['Jobs.View', 'read a job', async (api) => (await api.in('Shared').get('/odata/Jobs(1)')).status],
  ['Jobs.Create', 'start a job', async (api) => (await start(api.in('Shared'), echo)).status],
  ['Jobs.Edit', 'stop a job', async (api) => (await stop(api.in('Shared'), 1, 'Kill')).status],
  ['Webhooks.View', 'list webhooks', async (api) => (await api.get('/odata/Webhooks')).status],
  ['Webhooks.Create', 'subscribe', async (api) => (await subscribe(api, 'http://127.0.0.1:9/hook')).status],
  ['Webhooks.Edit', 'change a webhook', async (api) => (await api.send('PATCH', '/odata/Webhooks(1)', {})).status],
  ['Webhooks.Delete', 'delete a webhook', async (api) => (await api.send('DELETE', '/odata/Webhooks(1)')).status],
];

describe('a user', () => {
  it.each(calls)('needs %s to %s', async (permission, _, ask) => {
    const others = allPermissions.filter((name) => name !== permission && name !== 'SubFolders.View');

    const without = await ask(await aUser({ permissions: others }));
    const withIt = await ask(await aUser({ permissions: [permission] }));

    expect(without).toBe(403);
    expect(withIt).not.toBe(403);
  });

  it('without a permission is refused in the shape of ABP, whatever folder and tenant', async () => {
    const api = await aUser({ permissions: [] });

    const { status, body } = await api.in('Shared').get('/odata/Jobs');

    expect([status, body.errorCode, body.__abp]).toEqual([403, 0, true]);
  });

  it('that belongs to a folder belongs to what is below it, and for the others gets 1100', async () => {
    const api = await aUser({ folders: [{ path: 'finance' }] });

    const codes = await Promise.all(
      ['Finance', 'Finance/AP', 'Finances', 'Shared', 'Warehouse'].map(async (path) => {
        const { status, body } = await api.in(path).get('/odata/Jobs');
        return body.errorCode ?? status;
      }),
    );

    expect(codes).toEqual([200, 200, 1100, 1100, 1100]);
  });

  it('may do in a folder what the folder says, with all that it says above, and else what they may anywhere', async () => {
    const api = await aUser({
      permissions: ['Jobs.View'],
      folders: [
        { path: 'Shared' },
        { path: 'Finance', permissions: ['Processes.View'] },
        { path: 'Finance/AP', permissions: ['Jobs.Create'] },
      ],
    });
    const allowed = async (path: string): Promise<readonly boolean[]> => [
      (await api.in(path).get('/odata/Jobs')).status === 200,
      (await api.in(path).get('/odata/Releases')).status === 200,
      (await start(api.in(path), post)).status !== 403,
    ];

    expect(await allowed('Shared')).toEqual([true, false, false]);
    expect(await allowed('Finance')).toEqual([false, true, false]);
    expect(await allowed('Finance/AP')).toEqual([false, true, true]);
  });

  it('with Units.View is shown all folders of the tenant, with SubFolders.View their own', async () => {
    const folders = [{ path: 'Finance', permissions: ['SubFolders.View'] }, { path: 'Shared' }];
    const names = async (api: ApiClient): Promise<readonly unknown[]> =>
      (await api.get('/odata/Folders')).rows.map(({ FullyQualifiedName }) => FullyQualifiedName);

    const all = await aUser({ permissions: ['Units.View'], folders });
    const own = await aUser({ permissions: ['Jobs.View'], folders });

    expect(await names(all)).toEqual(['Shared', 'Finance', 'Finance/AP', 'Finances']);
    expect(await names(own)).toEqual(['Finance', 'Finance/AP']);
    expect((await own.get('/odata/Folders(1)')).status).toBe(404);
  });

  it('finds their way to their own folders by those above, which cannot be selected', async () => {
    const api = await aUser({ folders: [{ path: 'Finance/AP' }] });

    const all = await api.get('/api/FoldersNavigation/GetAllFoldersForCurrentUser');
    const own = await api.get('/api/FoldersNavigation/GetFoldersForCurrentUser?skip=0&take=10');

    expect(JSON.parse(all.text)).toMatchObject([
      { FullyQualifiedName: 'Finance', IsSelectable: false, HasChildren: true },
      { FullyQualifiedName: 'Finance/AP', IsSelectable: true, HasChildren: false },
    ]);
    expect(own.body).toMatchObject({ PageItems: [{ FullyQualifiedName: 'Finance/AP' }], Count: 1 });
  });

  it('is told their permissions in the tenant, and in the folder that a header names', async () => {
    const api = await aUser({
      permissions: ['Units.View'],
      folders: [{ path: 'Finance', permissions: ['Jobs.View', 'Jobs.Create'] }],
    });

    const answers = [
      await api.get(currentPermissions),
      await api.in('Finance/AP').get(currentPermissions),
      await api.in('Shared').get(currentPermissions),
    ];

    expect(answers.map(({ body }) => body.Permissions)).toEqual([['Units.View'], ['Jobs.View', 'Jobs.Create'], []]);
  });

  it('of one tenant sees nothing of another, not even its webhooks', async () => {
    const { fake, api } = await aFake({
      seed: {
        tenants: [
          {
            name: 'Default',
            users: [{ username: 'admin', password: 'admin-password' }],
            folders: [{ path: 'Shared' }],
          },
          { name: 'Acme', users: [{ username: 'u', password: 'p' }], folders: [{ path: 'Shared' }] },
        ],
      },
    });
    const anonymous = createApiClient(fake.url);
    const login = { tenancyName: 'Acme', usernameOrEmailAddress: 'u', password: 'p' };
    const { body } = await anonymous.post('/api/Account/Authenticate', login);
    const other = anonymous.with({ authorization: `Bearer ${body.result}` });
    await subscribe(api, 'http://127.0.0.1:9/hook');

    const webhooks = await other.get('/odata/Webhooks');
    const mine = await api.get('/odata/Folders');
    const theirs = await other.get('/odata/Folders');
    const byId = await other.with({ 'x-uipath-organizationunitid': String(mine.rows[0]?.Id) }).get('/odata/Jobs');

    expect(webhooks.rows).toEqual([]);
    expect(theirs.rows).toHaveLength(1);
    expect(theirs.rows[0]?.Id).not.toBe(mine.rows[0]?.Id);
    expect(byId.body.errorCode).toBe(1100);
  });
});

describe('the default seed', () => {
  it('has one user, who may do everything everywhere', async () => {
    const { fake, api } = await aFake();

    const { body } = await api.get(currentPermissions);

    expect(fake.admin.state().tenants).toMatchObject([{ Users: ['admin'] }]);
    expect(body.Permissions).toEqual(allPermissions);
  });
});
