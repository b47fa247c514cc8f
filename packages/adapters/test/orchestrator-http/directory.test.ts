import { everyProcess } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { type Act, accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';

describe('listing folders', () => {
  it('asks for the page in the order of ids', async () => {
    const { server, directory, access } = await withFolders(0, 0);

    await directory.listFolders(access, { skip: 40, take: 20 });

    expect(Object.fromEntries(server.to('/odata/Folders')[0]?.query ?? [])).toEqual({
      $top: '20',
      $skip: '40',
      $orderby: 'Id asc',
      $count: 'true',
    });
  });

  it.each([
    ['more by the count', 2, 3, true],
    ['nothing more by the count', 2, 2, false],
    ['more, when the page is full and there is no count', 2, undefined, true],
    ['nothing more, when the page is short and there is no count', 1, undefined, false],
    ['nothing more after an empty page, whatever the count', 0, 5, false],
  ])('knows that there is %s', async (_, rows, count, hasMore) => {
    const { directory, access } = await withFolders(rows, count);

    const outcome = await directory.listFolders(access, { skip: 0, take: 2 });

    expect(outcome).toMatchObject({ ok: true, value: { hasMore } });
  });

  it('gives key, id, name and path of each', async () => {
    const { directory, access } = await withFolders(1, 1);

    expect(await directory.listFolders(access, { skip: 0, take: 2 })).toEqual({
      ok: true,
      value: { items: [{ key: accountsPayable.key, id: 10, name: 'AP', path: 'Finance/AP' }], hasMore: false },
    });
  });

  it('does not pass off a page with a row that is no folder as a shorter one', async () => {
    const { directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? { body: { value: [{ Id: 10 }] } } : undefined,
    );

    const outcome = await directory.listFolders(access, { skip: 0, take: 2 });

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
  });

  it('finds no folder under a text that is no key, without asking', async () => {
    const { server, directory, access } = await withFolders(1, 1);

    expect(await directory.findFolder(access, 'Finance/AP')).toEqual({ ok: true, value: undefined });
    expect(server.seen).toEqual([]);
  });

  function withFolders(rows: number, count: number | undefined) {
    const row = { Key: accountsPayable.key, DisplayName: 'AP', FullyQualifiedName: 'Finance/AP' };
    const value = Array.from({ length: rows }, (_, index) => ({ ...row, Id: 10 + index }));
    return withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? { body: { value, '@odata.count': count } } : undefined,
    );
  }
});

describe('listing the processes of a folder', () => {
  it('gives identity, arguments and whether it is attended, where told', async () => {
    const { directory, access } = await withReleases({
      body: {
        value: [
          { ...release, IsAttended: null },
          { ...release, IsAttended: true },
        ],
      },
    });

    const outcome = await directory.listProcesses(access, accountsPayable, { skip: 0, take: 10 });

    const invoiceBot = {
      releaseKey,
      name: 'InvoiceBot',
      packageId: 'Invoice.Bot',
      version: '1.0.3',
      folderKey: accountsPayable.key,
      arguments: { input: [inPeriod], output: [] },
    };
    expect(outcome).toEqual({
      ok: true,
      value: { items: [invoiceBot, { ...invoiceBot, attended: true }], hasMore: false },
    });
  });

  it.each([
    ['9.0', 'Key,Name,ProcessKey,ProcessVersion,Arguments,Id'],
    ['11.0', 'Key,Name,ProcessKey,ProcessVersion,Arguments,Id'],
    ['13.0', undefined],
    ['16.0', undefined],
    ['17.0', 'Key,Name,ProcessKey,ProcessVersion,Arguments,Id,IsAttended'],
  ])('asks API %s for no more than what is read, where it is known to have that', async (apiVersion, fields) => {
    const { server, directory, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Releases' ? { body: { value: [] } } : undefined),
      { apiVersion },
    );

    await directory.listProcesses(access, accountsPayable, { skip: 0, take: 10 });

    expect(server.to('/odata/Releases')[0]?.query.get('$select') ?? undefined).toBe(fields);
  });

  it('lists a process whose arguments are not told as one without', async () => {
    const { directory, access } = await withReleases({ body: { value: [{ ...release, Arguments: null }] } });

    const outcome = await directory.listProcesses(access, accountsPayable, { skip: 0, take: 10 });

    expect(outcome).toMatchObject({ value: { items: [{ arguments: { input: [], output: [] } }] } });
  });
});

describe('finding one process', () => {
  it('asks by its key, as text, and gives the id of its current version', async () => {
    const { server, directory, access } = await withReleases({
      body: { value: [{ ...release, CurrentVersion: { Id: 2001, VersionNumber: '1.0.3' } }] },
    });

    const outcome = await directory.findProcess(access, accountsPayable, "it's");

    expect(outcome).toMatchObject({ ok: true, value: { releaseKey, releaseVersionId: 2001 } });
    const query = server.to('/odata/Releases')[0]?.query;
    expect(query?.get('$filter')).toBe("Key eq 'it''s'");
    expect(query?.get('$expand')).toBe('CurrentVersion');
  });

  it('takes a key in upper case for the same key', async () => {
    const { server, directory, access } = await withReleases({ body: { value: [] } });

    await directory.findProcess(access, accountsPayable, releaseKey.toUpperCase());

    expect(server.to('/odata/Releases')[0]?.query.get('$filter')).toBe(`Key eq '${releaseKey}'`);
  });

  it('is undefined when the folder has none', async () => {
    const { directory, access } = await withReleases({ body: { value: [] } });

    expect(await directory.findProcess(access, accountsPayable, releaseKey)).toEqual({ ok: true, value: undefined });
  });

  it('reads the arguments singly when the list leaves them out', async () => {
    const { directory, access } = await withOrchestrator(({ path }) => {
      if (path === '/odata/Releases') return { body: { value: [{ ...release, Arguments: null }] } };
      return path === '/odata/Releases(16090)' ? { body: release } : undefined;
    });

    const outcome = await directory.findProcess(access, accountsPayable, releaseKey);

    expect(outcome).toMatchObject({ ok: true, value: { arguments: { input: [inPeriod], output: [] } } });
  });

  it('survives any text for a key', async () => {
    const { server, directory, access } = await withReleases({ body: { value: [] } });

    const outcome = await directory.findProcess(access, accountsPayable, '\ud800&$top=9+% #');

    expect(outcome).toEqual({ ok: true, value: undefined });
    expect(server.to('/odata/Releases')[0]?.query.get('$filter')).toBe("Key eq '\ufffd&$top=9+% #'");
  });
});

describe('listing the processes of all folders', () => {
  const folders = Array.from({ length: 30 }, (_, index) => ({
    Id: 100 + index,
    Key: `5f6dadf1-3677-49dc-8aca-${String(index).padStart(12, '0')}`,
    FullyQualifiedName: `Finance/${index}`,
  }));

  it('asks for all at once from 20.10 on, and only for the folders that are not among them singly', async () => {
    const rows = folders.slice(1).map(({ Id }) => ({ ...release, Name: `Process of ${Id}`, OrganizationUnitId: Id }));
    const { server, directory, access } = await withOrchestrator(
      ({ path, headers }) => {
        if (path === '/odata/Folders') return { body: { value: folders } };
        if (path !== '/odata/Releases') return undefined;
        const isInOne = headers['x-uipath-organizationunitid'] !== undefined;
        return { body: { value: isInOne ? [] : rows, '@odata.count': isInOne ? 0 : rows.length } };
      },
      { apiVersion: '11.0' },
    );

    const listed = [];
    for await (const one of everyProcess(directory, access)) listed.push(one);

    expect(listed).toHaveLength(folders.length - 1);
    expect(listed[0]).toMatchObject({ value: { process: { name: 'Process of 101', folderKey: folders[1]?.Key } } });
    const [across, ...single] = server.to('/odata/Releases');
    expect(across?.query.get('mandatoryPermissions')).toBe('Processes.View');
    expect(across?.query.get('$select')).toMatch(/,OrganizationUnitId$/);
    expect(Object.keys(across?.headers ?? {}).filter((name) => name.startsWith('x-uipath'))).toEqual([]);
    expect(single.map(({ headers }) => headers['x-uipath-organizationunitid'])).toEqual(['100']);
  });

  it('reads each in its folder, whose number it knows from the list of folders', async () => {
    const { server, directory, access } = await withReleasesPerFolder();

    const listed = [];
    for await (const one of everyProcess(directory, access)) listed.push(one);

    expect(listed.map((one) => one.ok && one.value.kind === 'process' && one.value.process.name).sort()).toEqual(
      folders.map(({ Id }) => `Process of ${Id}`),
    );
    expect(server.to('/odata/Folders')).toHaveLength(1);
    // And once in vain for all at once.
    expect(server.to('/odata/Releases')).toHaveLength(1 + folders.length);
  });

  it('tells of the folder that the user may not look into, and lists the others', async () => {
    const { directory, access } = await withReleasesPerFolder('117');

    const listed = [];
    for await (const one of everyProcess(directory, access)) listed.push(one);

    expect(listed).toHaveLength(folders.length);
    expect(listed).toContainEqual({
      ok: true,
      value: {
        kind: 'folder-refused',
        folder: expect.objectContaining({ path: 'Finance/17' }),
        failure: expect.objectContaining({ code: 'orchestrator-forbidden' }),
      },
    });
  });

  function withReleasesPerFolder(forbidden = 'none') {
    return withOrchestrator(({ path, headers }) => {
      if (path === '/odata/Folders') return { body: { value: folders } };
      if (path !== '/odata/Releases') return undefined;
      if (headers['x-uipath-organizationunitid'] === undefined) return { status: 400, body: { errorCode: 1101 } };
      const id = String(headers['x-uipath-organizationunitid']);
      if (id === forbidden) return { status: 403, body: { errorCode: 0 } };
      return { body: { value: [{ ...release, Name: `Process of ${id}` }] } };
    });
  }
});

const inPeriod = {
  name: 'in_Period',
  type: 'string',
  required: true,
  hasDefault: false,
  clrType: 'System.String, System.Private.CoreLib, Version=8.0.0.0',
};

const release = {
  Key: releaseKey,
  ProcessKey: 'Invoice.Bot',
  ProcessVersion: '1.0.3',
  Name: 'InvoiceBot',
  Arguments: {
    Input: JSON.stringify([{ name: 'in_Period', type: inPeriod.clrType, required: true, hasDefault: false }]),
    Output: null,
  },
  CurrentVersion: null,
  Id: 16090,
};

function withReleases(act: Act) {
  return withOrchestrator(({ path }) => (path === '/odata/Releases' ? act : undefined));
}
