import type { Notice } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { type Act, accountsPayable, type Seen, webPage } from './scripted-orchestrator.js';
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
    const { server, jobs, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Jobs' ? { body: { value: [] } } : undefined),
      { nowMs: () => nowMs },
    );

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
    const acts: Act[] = [{ status: 500 }];
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

describe('a stored folder that is not there under its key any longer', () => {
  const archive = { Id: 13, FullyQualifiedName: 'Finance/Archive' };
  const anew = { Id: 99, FullyQualifiedName: 'Finance/AP', Key: '9a8b7c6d-3677-49dc-8aca-c2999dd4b3ba' };

  it.each([
    ['API 17, where it was made anew', '17.0', accountsPayable, [anew]],
    ['API 9, where its number is that of another folder', '9.0', { key: 'id:13', path: 'Finance/AP' }, [archive, anew]],
  ])('is used where its path leads, and that is noticed once: %s', async (_, apiVersion, stored, rows) => {
    let nowMs = 0;
    const { server, jobs, access, notices } = await withFolders(rows, apiVersion, () => nowMs);

    await jobs.findByKey(access, stored, jobKey);
    nowMs = 60_000;
    await jobs.findByKey(access, stored, jobKey);

    expect(server.to('/odata/Jobs').map(({ headers }) => headers['x-uipath-organizationunitid'])).toEqual(['99', '99']);
    expect(notices).toEqual([
      { kind: 'folder-remapped', connectionId: access.connectionId, folderKey: stored.key, id: 99 },
    ]);
  });

  it('is refused when several folders have its path', async () => {
    const { server, jobs, access, notices } = await withFolders([anew, { ...anew, Id: 100 }]);

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({
      failure: { code: 'folder-ambiguous', detail: expect.stringContaining('2 folders have that path') },
    });
    expect(server.to('StartJobs')).toEqual([]);
    expect(notices).toEqual([]);
  });

  it('is not taken for one whose path differs in case', async () => {
    const { jobs, access } = await withFolders([{ ...anew, FullyQualifiedName: 'finance/ap' }]);

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ failure: { code: 'folder-not-accessible' } });
  });

  it('is noticed too when its key has another number than before', async () => {
    const rows = [{ Id: 13, FullyQualifiedName: 'Finance/AP', Key: accountsPayable.key }];
    let nowMs = 0;
    const { jobs, access, notices } = await withFolders(rows, '17.0', () => nowMs);
    await jobs.findByKey(access, accountsPayable, jobKey);

    nowMs = 60_000;
    rows.splice(0, 1, { Id: 99, FullyQualifiedName: 'Finance/AP', Key: accountsPayable.key });
    await jobs.findByKey(access, accountsPayable, jobKey);

    expect(notices).toEqual([expect.objectContaining({ kind: 'folder-remapped', id: 99 })]);
  });

  it('is looked for when its number turns out to be that of a folder without the process', async () => {
    const rows = [{ Id: 13, FullyQualifiedName: 'Finance/AP', Key: accountsPayable.key }];
    const { server, jobs, access } = await withFolders(rows);
    await jobs.findByKey(access, accountsPayable, jobKey);

    rows.splice(0, 1, { Id: 99, FullyQualifiedName: 'Finance/AP', Key: accountsPayable.key });
    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ ok: true });
    expect(server.to('StartJobs').map(({ headers }) => headers['x-uipath-organizationunitid'])).toEqual(['13', '99']);
  });

  /** Orchestrator with these folders, whose processes are all in number 99; filters are answered as they are asked. */
  async function withFolders(rows: readonly object[], apiVersion = '17.0', nowMs = () => 0) {
    const notices: Notice[] = [];
    const script = ({ path, query, headers }: Seen): Act | undefined => {
      if (path === '/odata/Folders') return { body: { value: matching(rows, query.get('$filter') ?? '') } };
      if (path === '/odata/Jobs') return { body: { value: [] } };
      if (!path.endsWith('StartJobs')) return undefined;
      const isThere = headers['x-uipath-organizationunitid'] === '99';
      return isThere ? { status: 201, body: { value: [aJob] } } : { status: 404, body: { errorCode: 1002 } };
    };
    const options = { apiVersion, nowMs, notices: { notice: (one: Notice) => void notices.push(one) } };
    return { notices, ...(await withOrchestrator(script, options)) };
  }

  /** As a database without regard to case answers. */
  function matching(rows: readonly object[], filter: string): readonly object[] {
    const [, name = '', value = ''] = /^(\w+) eq '?(.*?)'?$/.exec(filter) ?? [];
    return rows.filter((row) => String(Object(row)[name]).toLowerCase() === value.toLowerCase());
  }
});

describe('a user who may not list folders', () => {
  const navigation = [
    { Id: 13, DisplayName: 'AP', FullyQualifiedName: 'Finance/AP', Key: accountsPayable.key, IsSelectable: true },
    { Id: 12, DisplayName: 'Finance', FullyQualifiedName: 'Finance', IsSelectable: false },
    { Id: 7, DisplayName: 'Shared', FullyQualifiedName: 'Shared', Key: 'k', IsSelectable: true },
  ];

  it('lists those to work in, page by page, in the order of ids', async () => {
    const { directory, access } = await withNavigation({ body: navigation });

    const first = await directory.listFolders(access, { skip: 0, take: 1 });
    const second = await directory.listFolders(access, { skip: 1, take: 1 });

    expect(first).toMatchObject({ ok: true, value: { items: [{ id: 7, path: 'Shared' }], hasMore: true } });
    expect(second).toMatchObject({ ok: true, value: { items: [{ id: 13, path: 'Finance/AP' }], hasMore: false } });
  });

  it('starts jobs in them', async () => {
    const { server, jobs, access } = await withNavigation({ body: navigation });

    await jobs.start(access, accountsPayable, aStart);

    expect(server.to('StartJobs')[0]?.headers['x-uipath-organizationunitid']).toBe('13');
  });

  it.each<[string, Act]>([
    ['is refused this list too', { status: 403, body: { errorCode: 0 } }],
    ['has no such list', webPage],
    ['gets a list of something else', { body: [{ IsSelectable: true }] }],
  ])('lacks the permission to list folders when it %s', async (_, act) => {
    const { directory, access } = await withNavigation(act);

    const outcome = await directory.listFolders(access, { skip: 0, take: 1 });

    expect(outcome).toMatchObject({
      failure: { code: 'orchestrator-forbidden', detail: expect.stringContaining('Units.View or SubFolders.View') },
    });
  });

  it('names the folder by its key from 21.10 on, when its number cannot be looked up', async () => {
    const { server, jobs, access } = await withNavigation({ status: 403 }, '13.0');

    await jobs.start(access, accountsPayable, aStart);

    const { headers } = server.to('StartJobs')[0] ?? { headers: {} };
    expect(Object.entries(headers).filter(([name]) => name.startsWith('x-uipath'))).toEqual([
      ['x-uipath-folderkey', accountsPayable.key],
    ]);
  });

  it('cannot work in a folder before 21.10, when its number cannot be looked up', async () => {
    const { server, jobs, access } = await withNavigation({ status: 403 }, '11.0');

    const outcome = await jobs.start(access, accountsPayable, aStart);

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-forbidden' } });
    expect(server.to('StartJobs')).toEqual([]);
  });

  function withNavigation(act: Act, apiVersion = '17.0') {
    return withOrchestrator(
      ({ path }) => {
        if (path === '/odata/Folders') return { status: 403, body: { errorCode: 0 } };
        return path === '/api/FoldersNavigation/GetAllFoldersForCurrentUser' ? act : undefined;
      },
      { apiVersion },
    );
  }
});

describe('the kind of a folder', () => {
  it.each([
    ['modern', { ProvisionType: 'Automatic', PermissionModel: 'FineGrained', IsPersonal: false }],
    ['classic', { ProvisionType: 'Manual', PermissionModel: 'InheritFromTenant' }],
    ['personal', { ProvisionType: 'Automatic', PermissionModel: 'FineGrained', IsPersonal: true }],
    ['personal', { FolderType: 'Personal' }],
    [undefined, {}],
  ])('is %s for %j', async (kind, row) => {
    const { directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? folder(row) : undefined,
    );

    const outcome = await directory.findFolder(access, accountsPayable.key);

    expect(outcome.ok && outcome.value?.kind).toBe(kind);
  });

  it.each([
    ['9.0', { Strategy: 'JobsCount', RobotIds: [], JobsCount: 1 }],
    ['11.0', { Strategy: 'JobsCount', RobotIds: [], JobsCount: 1, Reference: aStart.reference }],
    ['16.0', { Strategy: 'JobsCount', RobotIds: [], JobsCount: 1, Reference: aStart.reference }],
    ['17.0', { Strategy: 'ModernJobsCount', RuntimeType: 'Unattended', JobsCount: 1, Reference: aStart.reference }],
  ])('decides how API %s is asked to start a job, as long as there are classic ones', async (apiVersion, asked) => {
    const classic = { ProvisionType: 'Manual', PermissionModel: 'InheritFromTenant' };
    const { server, jobs, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Folders' ? folder(classic) : undefined),
      { apiVersion },
    );

    await jobs.start(access, accountsPayable, aStart);

    expect(JSON.parse(server.to('StartJobs')[0]?.body ?? '').startInfo).toEqual({
      ReleaseKey: aStart.releaseKey,
      ...asked,
    });
  });
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
