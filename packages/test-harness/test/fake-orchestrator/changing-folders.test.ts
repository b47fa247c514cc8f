import { describe, expect, it } from 'vitest';
import type { Seed } from '../../src/fake-orchestrator/index.js';
import { aFake, brokenImport, echoText } from './a-fake.js';
import { createApiClient } from './api-client.js';
import { start, started } from './requests.js';

const financeKey = '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a02';
const sharedKey = '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01';

describe('renaming a folder', () => {
  it('changes its path and those below it, and leaves ids, keys, processes and jobs', async () => {
    const { fake, api } = await aFake({ manual: true });
    const job = await started(api.in('Finance/AP'), brokenImport);
    const before = await api.get('/odata/Folders');

    const answer = await createApiClient(fake.adminUrl).post(`/folders/${financeKey}`, { name: 'Money' });

    const after = await api.get('/odata/Folders');
    expect(answer.body).toMatchObject({ DisplayName: 'Money', FullyQualifiedName: 'Money' });
    expect(after.rows.map(({ FullyQualifiedName }) => FullyQualifiedName)).toEqual(['Shared', 'Money', 'Money/AP']);
    expect(after.rows.map(({ Id, Key }) => [Id, Key])).toEqual(before.rows.map(({ Id, Key }) => [Id, Key]));
    expect((await api.in('Money/AP').get(`/odata/Jobs(${job.id})`)).status).toBe(200);
    expect((await api.in('Money/AP').get('/odata/Releases')).rows).toHaveLength(3);
    expect((await api.in('Finance/AP').get('/odata/Releases')).body.errorCode).toBe(1100);
  });

  it('takes no rights from those who belong to it', async () => {
    const seed: Seed = {
      tenants: [
        {
          name: 'Default',
          users: [{ username: 'admin', password: 'admin-password', folders: [{ path: 'Finance' }] }],
          folders: [{ path: 'Finance', key: financeKey }, { path: 'Finance/AP' }],
        },
      ],
    };
    const { fake, api } = await aFake({ seed });

    fake.admin.changeFolder(financeKey, { name: 'Money' });

    expect((await api.in('Money/AP').get('/odata/Releases')).status).toBe(200);
  });
});

describe('deleting a folder', () => {
  it('takes away what is below it, and all processes there', async () => {
    const { fake, api } = await aFake();
    const admin = createApiClient(fake.adminUrl);

    const answers = [await admin.send('DELETE', `/folders/${financeKey}`)];
    answers.push(await admin.send('DELETE', `/folders/${financeKey}`));

    expect(answers.map(({ status }) => status)).toEqual([204, 404]);
    expect((await api.get('/odata/Folders')).rows).toMatchObject([{ FullyQualifiedName: 'Shared' }]);
    expect((await start(api.in('Finance/AP'), brokenImport)).body.errorCode).toBe(1100);
    expect(fake.admin.state().releases).toHaveLength(2);
  });
});

describe('the machines of a folder', () => {
  const runtimes = '/odata/Machines/UiPath.Server.Configuration.OData.GetRuntimesForFolder(folderId=1)';

  it('run nothing while they are not connected, and go on when they are', async () => {
    const { fake, api } = await aFake();
    const admin = createApiClient(fake.adminUrl);
    await admin.post(`/folders/${sharedKey}`, { connectedRobots: 0 });
    await start(api.in('Shared'), echoText);
    await fake.admin.advanceClock(60_000);
    const [waiting, away] = [fake.admin.state().jobs[0]?.State, (await api.get(runtimes)).rows];

    await admin.post(`/folders/${sharedKey}`, { connectedRobots: 1 });
    await fake.admin.advanceClock(60_000);

    expect(waiting).toBe('Pending');
    expect(away).toEqual([{ Type: 'Unattended', Total: 1, Connected: 0, Available: 0 }]);
    expect(fake.admin.state().jobs[0]?.State).toBe('Successful');
    expect((await api.get(runtimes)).rows).toEqual([{ Type: 'Unattended', Total: 1, Connected: 1, Available: 1 }]);
  });
});

describe('moving a process to another folder', () => {
  it('starts it there under the same key, and no longer where it was', async () => {
    const { fake, api } = await aFake();
    const admin = createApiClient(fake.adminUrl);

    const answer = await admin.post(`/releases/${echoText}/folder`, { path: 'Finance/AP' });
    const nowhere = await admin.post(`/releases/${echoText}/folder`, { path: 'Finance/Nowhere' });

    expect([answer.status, answer.body.OrganizationUnitId, nowhere.status]).toEqual([200, 3, 404]);
    expect((await start(api.in('Shared'), echoText)).body.errorCode).toBe(1002);
    expect((await start(api.in('Finance/AP'), echoText)).status).toBe(201);
  });
});
