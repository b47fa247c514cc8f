import { describe, expect, it } from 'vitest';
import { aFake, brokenImport, echoText, invoiceBot } from './a-fake.js';
import { createApiClient, type Row } from './api-client.js';
import { start, started, stop } from './requests.js';

function pick(rows: readonly Row[], ...names: readonly string[]): readonly unknown[] {
  return rows.map((row) => names.map((name) => row[name]));
}

describe('renumbering folders', () => {
  it('gives each a new id that none had, and leaves keys, paths and parents as they were', async () => {
    const { fake, api } = await aFake();
    const before = await api.get('/odata/Folders');

    const answer = await createApiClient(fake.adminUrl).post('/folders/renumber');

    const after = await api.get('/odata/Folders');
    const ids = after.rows.map(({ Id }) => Id);
    expect(answer.status).toBe(200);
    expect(pick(after.rows, 'Key', 'FullyQualifiedName', 'ParentKey')).toEqual(
      pick(before.rows, 'Key', 'FullyQualifiedName', 'ParentKey'),
    );
    expect(before.rows.some(({ Id }) => ids.includes(Id))).toBe(false);
    expect(after.rows[2]?.ParentId).toBe(after.rows[1]?.Id);
  });

  it('leaves processes and jobs in their folders, under the new ids', async () => {
    const { fake, api } = await aFake({ manual: true });
    const shared = api.in('Shared');
    const job = await started(shared, echoText);

    fake.admin.renumberFolders();

    const [folder] = (await api.get('/odata/Folders')).rows;
    const releases = await shared.get('/odata/Releases');
    const jobs = await shared.get('/odata/Jobs');
    expect(releases.rows.map(({ OrganizationUnitId }) => OrganizationUnitId)).toEqual([folder?.Id, folder?.Id]);
    expect(pick(jobs.rows, 'Id', 'OrganizationUnitId')).toEqual([[job.id, folder?.Id]]);
    expect((await stop(shared, job.id, 'Kill')).status).toBe(200);
  });

  it('does not stop jobs that wait or run: they end under the new ids', async () => {
    const { fake, api } = await aFake({ jobMs: [60_000, 60_000] });
    const shared = api.in('Shared');
    await started(shared, echoText);
    await started(shared, invoiceBot);

    await fake.admin.advanceClock(90_000);
    fake.admin.renumberFolders();
    await fake.admin.advanceClock(120_000);

    const [folder] = (await api.get('/odata/Folders')).rows;
    const jobs = await shared.get('/odata/Jobs');
    expect(pick(jobs.rows, 'State', 'OrganizationUnitId')).toEqual([
      ['Successful', folder?.Id],
      ['Successful', folder?.Id],
    ]);
  });
});

describe('changing the version of a process', () => {
  it('shows the new version from then on, and lets jobs keep the one they were made with', async () => {
    const { fake, api } = await aFake({ manual: true });
    const shared = api.in('Shared');
    await start(shared, echoText);
    const admin = createApiClient(fake.adminUrl);

    const answer = await admin.post(`/releases/${echoText}/version`, { version: '1.0.4' });
    const unknown = await admin.post(`/releases/${echoText.replace('8', '9')}/version`, { version: '1.0.4' });
    await start(shared, echoText);

    const { rows } = await shared.get("/odata/Releases?$filter=Name eq 'EchoText'&$expand=CurrentVersion");
    const jobs = await shared.get('/odata/Jobs?$orderby=Id');
    expect([answer.status, answer.body.ProcessVersion, unknown.status]).toEqual([200, '1.0.4', 404]);
    expect(rows).toMatchObject([{ ProcessVersion: '1.0.4', CurrentVersion: { VersionNumber: '1.0.4' } }]);
    expect(jobs.rows[0]?.ReleaseVersionId).not.toBe(jobs.rows[1]?.ReleaseVersionId);
  });
});

describe('removing a process', () => {
  it('refuses its starts with 404 and 1002, and leaves its jobs', async () => {
    const { fake, api } = await aFake({ jobMs: [60_000, 60_000] });
    const folder = api.in('Finance/AP');
    const job = await started(folder, brokenImport);
    const admin = createApiClient(fake.adminUrl);

    const answer = await admin.send('DELETE', `/releases/${brokenImport}`);
    const again = await admin.send('DELETE', `/releases/${brokenImport}`);
    const refused = await start(folder, brokenImport);
    await fake.admin.advanceClock(120_000);

    expect([answer.status, again.status]).toEqual([204, 404]);
    expect([refused.status, refused.body.errorCode]).toEqual([404, 1002]);
    expect((await folder.get(`/odata/Jobs(${job.id})`)).body.State).toBe('Faulted');
    expect((await folder.get('/odata/Releases')).rows).toHaveLength(2);
  });
});
