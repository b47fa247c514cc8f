import { describe, expect, it } from 'vitest';
import { aFake, echoText } from './a-fake.js';
import { createApiClient } from './api-client.js';
import { start, started } from './requests.js';

describe('an Orchestrator in maintenance', () => {
  it('that drains takes no new jobs, asks those that run to stop, and lets all else be', async () => {
    const { fake, api } = await aFake({ manual: true });
    const shared = api.in('Shared');
    const running = await started(shared, echoText);
    const waiting = await started(shared, echoText);
    fake.admin.setJobState(running.key, { state: 'Running' });

    const answer = await createApiClient(fake.adminUrl).post('/maintenance', { state: 'Draining' });

    expect(answer.status).toBe(204);
    expect((await start(shared, echoText)).status).toBe(503);
    const { rows } = await shared.get('/odata/Jobs?$orderby=Id');
    expect(rows.map(({ Id, State }) => [Id, State])).toEqual([
      [running.id, 'Stopping'],
      [waiting.id, 'Pending'],
    ]);
  });

  it('that is suspended answers 503 to everything but its status', async () => {
    const { fake, api } = await aFake();

    fake.admin.setMaintenance('Suspended');

    const login = await api.post('/api/Account/Authenticate', {});
    const folders = await api.get('/odata/Folders');
    const status = await api.get('/api/Status/Get');
    expect([login.status, folders.status, status.status]).toEqual([503, 503, 200]);
    expect(folders.headers['api-supported-versions']).toBe('17.0');
  });

  it('says so in its validations of starts', async () => {
    const { fake, api } = await aFake();
    fake.admin.setMaintenance('Draining');

    const path = '/odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob';
    const { body } = await api.in('Shared').post(path, { startInfo: { ReleaseKey: echoText } });

    expect(body).toMatchObject({ IsValid: false, ErrorCodes: ['TemplateMaintenanceMode'] });
  });

  it('works again when it is over, and shows its mode on the other side', async () => {
    const { fake, api } = await aFake();

    fake.admin.setMaintenance('Suspended');
    const during = fake.admin.state().maintenance;
    fake.admin.setMaintenance('None');

    expect([during, fake.admin.state().maintenance]).toEqual(['Suspended', 'None']);
    expect((await start(api.in('Shared'), echoText)).status).toBe(201);
  });
});
