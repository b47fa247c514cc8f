import { describe, expect, it } from 'vitest';
import { type Act, accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const jobKey = '1c7222dc-416f-4c60-9b17-88262c91768f';
const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };
const noFolder: Act = { status: 400, body: { message: 'Folder does not exist', errorCode: 1100 } };

describe('calling Orchestrator in a folder', () => {
  it('names the folder by the number its key has now, in exactly one header', async () => {
    const { server, jobs, access } = await withOrchestrator();

    await jobs.findByKey(access, accountsPayable, jobKey);

    expect(server.to('/odata/Folders')[0]?.query.get('$filter')).toBe(`Key eq ${accountsPayable.key}`);
    const { headers } = server.to('/odata/Jobs')[0] ?? { headers: {} };
    expect(Object.entries(headers).filter(([name]) => name.startsWith('x-uipath'))).toEqual([
      ['x-uipath-organizationunitid', '13'],
    ]);
  });

  it('sends no folder header with calls about the whole tenant', async () => {
    const { server, directory, webhooks, access } = await withOrchestrator();

    await directory.listFolders(access, { skip: 0, take: 1 });
    await webhooks.findByUrl(access, 'https://cuelight.example/hooks/1');

    expect(server.seen.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /^x-uipath/.test(name))).toEqual(
      [],
    );
  });

  it('looks the number up once for calls at the same time, and again after a minute', async () => {
    let nowMs = 0;
    const { server, jobs, access } = await withOrchestrator(undefined, { nowMs: () => nowMs });

    await Promise.all(Array.from({ length: 20 }, () => jobs.findByKey(access, accountsPayable, jobKey)));
    nowMs = 59_999;
    await jobs.findByKey(access, accountsPayable, jobKey);
    const before = server.to('/odata/Folders').length;
    nowMs = 60_000;
    await jobs.findByKey(access, accountsPayable, jobKey);

    expect([before, server.to('/odata/Folders').length]).toEqual([1, 2]);
  });

  it('repeats a call, even a start, with the new number when the folder has another one now', async () => {
    const ids = [13, 99];
    const { server, jobs, access } = await withOrchestrator(({ path, headers }) => {
      if (path === '/odata/Folders') return folder({ Id: ids.shift() ?? 99 });
      if (!path.endsWith('StartJobs')) return undefined;
      return headers['x-uipath-organizationunitid'] === '13' ? noFolder : { status: 201, body: { value: [aJob] } };
    });

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ ok: true, value: { id: 125161 } });
    expect(server.to('StartJobs').map(({ headers }) => headers['x-uipath-organizationunitid'])).toEqual(['13', '99']);
  });

  it('does not repeat it when the number is still the same', async () => {
    const { server, jobs, access } = await withOrchestrator(({ path }) =>
      path.endsWith('StartJobs') ? noFolder : undefined,
    );

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ failure: { code: 'folder-not-accessible', reply: { errorCode: 1100 } } });
    expect(server.to('StartJobs')).toHaveLength(1);
  });

  it.each([
    ['is gone', accountsPayable],
    ['has a key that is none', { key: "x' or 1 eq 1", path: 'Finance/AP' }],
  ])('fails when the folder %s', async (_, identity) => {
    const { server, jobs, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? { body: { value: [] } } : undefined,
    );

    const outcome = await jobs.start(access, identity, aStart);

    expect(outcome).toMatchObject({ failure: { code: 'folder-not-accessible' } });
    expect(server.to('StartJobs')).toEqual([]);
  });

  it('tries again after a look-up that failed', async () => {
    const acts: Act[] = [{ status: 503 }];
    const { jobs, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? acts.shift() : path === '/odata/Jobs' ? { body: { value: [] } } : undefined,
    );
    const first = await jobs.findByKey(access, accountsPayable, jobKey);

    const second = await jobs.findByKey(access, accountsPayable, jobKey);

    expect(first).toMatchObject({ failure: { code: 'orchestrator-unavailable' } });
    expect(second).toEqual({ ok: true, value: undefined });
  });
});

describe('a folder without a key, as before 20.10', () => {
  const byNumber = { key: 'id:13', path: 'Finance/AP' };

  it('gets a key made of its number', async () => {
    const { server, directory, access } = await withKeylessFolder('Finance/AP');

    const outcome = await directory.findFolder(access, 'id:13');

    expect(outcome).toEqual({ ok: true, value: { key: 'id:13', id: 13, name: 'AP', path: 'Finance/AP' } });
    expect(server.to('/odata/Folders')[0]?.query.get('$filter')).toBe('Id eq 13');
  });

  it('is used while its path is the stored one', async () => {
    const { server, jobs, access } = await withKeylessFolder('Finance/AP');

    await jobs.findByKey(access, byNumber, jobKey);

    expect(server.to('/odata/Jobs')[0]?.headers['x-uipath-organizationunitid']).toBe('13');
  });

  it('is another folder once another path stands under its number', async () => {
    const { server, jobs, access } = await withKeylessFolder('Finance/Archive');

    const outcome = await jobs.findByKey(access, byNumber, jobKey);

    expect(outcome).toMatchObject({ failure: { code: 'folder-not-accessible' } });
    expect(server.to('/odata/Jobs')).toEqual([]);
  });

  function withKeylessFolder(path: string) {
    const act = folder({ Key: undefined, FullyQualifiedName: path });
    return withOrchestrator((request) => (request.path === '/odata/Folders' ? act : undefined), { apiVersion: '9.0' });
  }
});

const aJob = {
  Id: 125161,
  Key: jobKey,
  State: 'Pending',
  CreationTime: '2024-03-05T10:00:00.1234567Z',
};

function folder(changed: object): Act {
  const row = { Key: accountsPayable.key, DisplayName: 'AP', FullyQualifiedName: accountsPayable.path, Id: 13 };
  return { body: { value: [{ ...row, ...changed }] } };
}
