import { UiPath } from '@uipath/uipath-typescript/core';
import { Jobs } from '@uipath/uipath-typescript/jobs';
import { Processes } from '@uipath/uipath-typescript/processes';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { echoText } from './a-fake.js';
import { aFakeOf, type FakeOf } from './a-fake-of.js';
import { askForToken } from './token-requests.js';

const asAnApplication = {
  grant_type: 'client_credentials',
  client_id: 'an-application',
  client_secret: 'an-application-secret',
};

interface Clients {
  readonly processes: Processes;
  readonly jobs: Jobs;
}

function clientsOf({ url }: FakeOf, secret: string, tenantName = 'Default'): Clients {
  const sdk = new UiPath({ baseUrl: url, orgName: 'acme', tenantName, secret });
  return { processes: new Processes(sdk), jobs: new Jobs(sdk) };
}

const tokens: readonly (readonly [string, (fake: FakeOf) => Promise<string>])[] = [
  ['a personal access token', async () => 'admin-personal-token'],
  [
    'a token of an application',
    async ({ url }) => {
      const { body } = await askForToken(url, asAnApplication, { path: '/acme/identity_/connect/token' });
      return String(body.access_token);
    },
  ],
];

beforeAll(() => {
  // It reports each call to its makers in the cloud, in batches; none is due before the tests end.
  vi.stubEnv('OTEL_BLRP_SCHEDULE_DELAY', String(2 ** 31 - 1));
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (...[request, init]: Parameters<typeof fetch>) => {
    const { hostname } = new URL(request instanceof Request ? request.url : request);
    if (hostname !== '127.0.0.1') throw new Error(`${hostname} is not this machine`);
    return fetch(request, init);
  });
});

describe.each(tokens)('the official client @uipath/uipath-typescript in the cloud, with %s', (_, tokenOf) => {
  it('lists processes, starts a job, and reads its end and its output', async () => {
    const fake = await aFakeOf(20);
    const { processes, jobs } = clientsOf(fake, await tokenOf(fake));

    const all = await processes.getAll();
    const echo = all.items.find(({ key }) => key === echoText);
    const folderId = Number(echo?.folderId);
    const started = await processes.start({ processKey: echoText, inputArguments: '{"in_Text":"Hello"}' }, folderId);
    const jobKey = String(started[0]?.key);
    await fake.admin.advanceClock(120_000);
    const job = await jobs.getById(jobKey, folderId);

    expect(all.items.map(({ name, folderName }) => [folderName, name])).toEqual([
      ['Shared', 'EchoText'],
      ['Shared', 'InvoiceBot'],
      ['Finance/AP', 'PostInvoices'],
      ['Finance/AP', 'ReconcileAccounts'],
      ['Finance/AP', 'BrokenImport'],
    ]);
    expect(started).toMatchObject([{ state: 'Pending', processName: 'EchoText', folderId }]);
    expect(job).toMatchObject({ key: jobKey, state: 'Successful' });
    expect(await job.getOutput()).toEqual({ out_Text: 'Hello' });
  });

  it('finds a process by its name in the folder that a path names', async () => {
    const fake = await aFakeOf(20);
    const { processes } = clientsOf(fake, await tokenOf(fake));

    const found = await processes.getByName('PostInvoices', { folderPath: 'Finance/AP' });

    expect(found).toMatchObject({ name: 'PostInvoices', folderName: 'Finance/AP' });
  });

  it('filters by names in small letters, in one folder and page by page', async () => {
    const fake = await aFakeOf(20);
    const { processes } = clientsOf(fake, await tokenOf(fake));

    const named = await processes.getAll({ filter: "name eq 'InvoiceBot'" });
    const folderId = Number(named.items[0]?.folderId);
    const first = await processes.getAll({ folderId, pageSize: 1, orderby: 'name desc' });
    const cursor = first.nextCursor ?? { value: '' };
    const second = await processes.getAll({ folderId, pageSize: 1, orderby: 'name desc', cursor });

    expect(named.items).toHaveLength(1);
    expect([first.totalCount, first.hasNextPage, second.hasNextPage]).toEqual([2, true, false]);
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['InvoiceBot', 'EchoText']);
  });

  it('lists the jobs of all folders, and stops one that it knows by its key', async () => {
    const fake = await aFakeOf(20);
    const { processes, jobs } = clientsOf(fake, await tokenOf(fake));
    const { items } = await processes.getAll();
    for (const { key, folderId } of items.filter(({ name }) => ['EchoText', 'ReconcileAccounts'].includes(name))) {
      await processes.start({ processKey: key, inputArguments: '{"in_Text":"Hello"}' }, folderId);
    }

    const before = await jobs.getAll();
    const [echo] = before.items;
    await jobs.stop([String(echo?.key)], Number(echo?.folderId));
    const after = await jobs.getAll();

    expect(before.items.map(({ folderName, state }) => [folderName, state])).toEqual([
      ['Shared', 'Pending'],
      ['Finance/AP', 'Pending'],
    ]);
    expect(after.items.map(({ state }) => state)).toEqual(['Stopped', 'Pending']);
  });
});

describe('the official client @uipath/uipath-typescript', () => {
  it('is told that a token is not known, and nothing under the name of another tenant', async () => {
    const fake = await aFakeOf(20);

    const unknown = clientsOf(fake, 'made-up').processes.getAll();
    const elsewhere = clientsOf(fake, 'admin-personal-token', 'Other').processes.getAll();

    await expect(unknown).rejects.toMatchObject({ statusCode: 401, type: 'AuthenticationError' });
    await expect(elsewhere).rejects.toMatchObject({ statusCode: 401 });
  });

  it('is told that there is no such job', async () => {
    const fake = await aFakeOf(20);
    const { processes, jobs } = clientsOf(fake, 'admin-personal-token');
    const { items } = await processes.getAll();

    const job = jobs.getById(echoText, Number(items[0]?.folderId));

    await expect(job).rejects.toMatchObject({ statusCode: 404, type: 'NotFoundError' });
  });
});
