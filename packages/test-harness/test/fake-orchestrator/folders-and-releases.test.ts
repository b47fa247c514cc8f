import { describe, expect, it } from 'vitest';
import { aFake, echoText } from './a-fake.js';

describe('folders', () => {
  it('are listed with their paths and parents', async () => {
    const { api } = await aFake();

    const { rows } = await api.get('/odata/Folders?$orderby=FullyQualifiedName');

    expect(rows.map(({ FullyQualifiedName }) => FullyQualifiedName)).toEqual(['Finance', 'Finance/AP', 'Shared']);
    expect(rows[1]).toMatchObject({ DisplayName: 'AP', ParentId: rows[0]?.Id, ParentKey: rows[0]?.Key });
  });

  it('can be read one by one; an unknown one is 404 with 1002', async () => {
    const { api } = await aFake();

    const known = await api.get('/odata/Folders(1)');
    const unknown = await api.get('/odata/Folders(99)');

    expect(known.body.FullyQualifiedName).toBe('Shared');
    expect([unknown.status, unknown.body.errorCode]).toEqual([404, 1002]);
  });

  it('of the seed that lack a parent are given one, and keys that never change', async () => {
    const seed = {
      tenants: [
        { name: 'T', users: [{ username: 'admin', password: 'admin-password' }], folders: [{ path: 'A/B/C' }] },
      ],
    };
    const [first, second] = [await aFake({ seed }), await aFake({ seed })];

    const listed = await first.api.get('/odata/Folders');
    const again = await second.api.get('/odata/Folders');

    expect(listed.rows.map(({ FullyQualifiedName }) => FullyQualifiedName)).toEqual(['A', 'A/B', 'A/B/C']);
    expect(again.rows).toEqual(listed.rows);
  });
});

describe('the folder header', () => {
  const encoded = Buffer.from('Finance/AP', 'utf16le').toString('base64');

  it.each([
    ['x-uipath-organizationunitid', '3'],
    ['x-uipath-folderkey', '4F1C2A30-6f0e-4f0b-9a51-0c5b6f3d1a03'],
    ['x-uipath-folderpath', 'Finance/AP'],
    ['x-uipath-folderpath-encoded', encoded],
  ])('may be %s', async (header, value) => {
    const { api } = await aFake();

    const { rows } = await api.with({ [header]: value }).get('/odata/Releases');

    expect(rows.map(({ Name }) => Name)).toEqual(['PostInvoices', 'ReconcileAccounts', 'BrokenImport']);
  });

  it('is asked for with 400 and 1101 where it is missing', async () => {
    const { api } = await aFake();

    const answers = [await api.get('/odata/Releases'), await api.get('/odata/Jobs'), await api.get('/odata/Jobs(1)')];

    expect(answers.map(({ status, body }) => [status, body.errorCode])).toEqual(Array(3).fill([400, 1101]));
  });

  it.each([
    ['x-uipath-organizationunitid', '99'],
    ['x-uipath-organizationunitid', 'Shared'],
    ['x-uipath-folderkey', '00000000-0000-0000-0000-000000000000'],
    ['x-uipath-folderpath', 'Finance/Nowhere'],
    ['x-uipath-folderpath-encoded', Buffer.from('Finance/AP', 'utf8').toString('base64')],
  ])('that names no folder gets 400 and 1100: %s: %s', async (header, value) => {
    const { api } = await aFake();

    const answer = await api.with({ [header]: value }).get('/odata/Jobs');

    expect([answer.status, answer.body.errorCode]).toEqual([400, 1100]);
  });

  it('does not open the folders of another tenant', async () => {
    const users = [{ username: 'admin', password: 'admin-password' }];
    const seed = {
      tenants: [
        { name: 'One', users },
        { name: 'Two', users, folders: [{ path: 'Theirs' }] },
      ],
    };
    const { api } = await aFake({ seed });

    const folders = await api.get('/odata/Folders');
    const jobs = await api.in('Theirs').get('/odata/Jobs');

    expect(folders.rows).toEqual([]);
    expect(jobs.body.errorCode).toBe(1100);
  });
});

describe('releases', () => {
  it('show their arguments as JSON strings; the first of Shared takes one string in_Text', async () => {
    const { api } = await aFake();

    const { rows } = await api.in('Shared').get('/odata/Releases?$orderby=Id asc&$top=1');

    const declared = { ...(rows[0]?.Arguments as object) } as { readonly Input: string; readonly Output: string };
    expect(rows[0]).toMatchObject({ Key: echoText, ProcessKey: 'EchoText', ProcessVersion: '1.0.3' });
    expect(JSON.parse(declared.Input)).toEqual([
      { name: 'in_Text', type: expect.stringMatching(/^System\.String, /), required: true, hasDefault: false },
    ]);
    expect(JSON.parse(declared.Output)).toMatchObject([{ name: 'out_Text' }]);
  });

  it('belong to one folder: read from another they are 404', async () => {
    const { api } = await aFake();
    const { rows } = await api.in('Shared').get('/odata/Releases');
    const path = `/odata/Releases(${rows[0]?.Id})`;

    const here = await api.in('Shared').get(path);
    const elsewhere = await api.in('Finance/AP').get(path);

    expect([here.status, elsewhere.status]).toEqual([200, 404]);
  });

  it('show their versions when these are expanded, and null when not', async () => {
    const { api } = await aFake();
    const shared = api.in('Shared');

    const plain = await shared.get('/odata/Releases?$top=1');
    const expanded = await shared.get('/odata/Releases?$top=1&$expand=CurrentVersion,ReleaseVersions,Arguments');

    expect(plain.rows[0]).toMatchObject({ CurrentVersion: null, ReleaseVersions: null });
    expect(expanded.rows[0]?.CurrentVersion).toMatchObject({ VersionNumber: '1.0.3' });
  });

  it('can be moved to another version of their package', async () => {
    const { api } = await aFake();
    const shared = api.in('Shared');
    const { rows } = await shared.get('/odata/Releases?$expand=CurrentVersion');
    const action = `/odata/Releases(${rows[0]?.Id})/UiPath.Server.Configuration.OData.UpdateToSpecificPackageVersion`;

    const updated = await shared.post(action, { packageVersion: '1.0.4' });

    const after = await shared.get('/odata/Releases?$top=1&$expand=CurrentVersion,ReleaseVersions');
    expect(updated.body.ProcessVersion).toBe('1.0.4');
    expect(after.rows[0]).toMatchObject({
      ProcessVersion: '1.0.4',
      ReleaseVersions: [{ VersionNumber: '1.0.4' }, { VersionNumber: '1.0.3' }],
    });
    expect(after.rows[0]?.CurrentVersion).not.toEqual(rows[0]?.CurrentVersion);
  });
});

describe('packages', () => {
  it('are listed without a folder, by id and version', async () => {
    const { api } = await aFake();

    const { rows } = await api.get("/odata/Processes?$filter=Key eq 'InvoiceBot'");

    expect(rows).toMatchObject([{ Id: 'InvoiceBot:2.1.0', Version: '2.1.0' }]);
  });
});
