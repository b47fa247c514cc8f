import { describe, expect, it } from 'vitest';
import { aFake } from './a-fake.js';
import { createApiClient } from './api-client.js';

const settings = '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings';

describe('every reply', () => {
  it.each(['/api/Status/Get', '/odata/Folders', '/nowhere', '/__admin/state'])(
    'names the API version and the time of the virtual clock: %s',
    async (path) => {
      const { fake } = await aFake();
      await fake.admin.advanceClock(90 * 86_400_000);

      const { headers } = await createApiClient(fake.url).get(path);

      expect(headers['api-supported-versions']).toBe('17.0');
      const aheadMs = Date.parse(String(headers.date)) - Date.now();
      expect(Math.round(aheadMs / 86_400_000)).toBe(90);
    },
  );
});

describe('an unknown route', () => {
  it('answers 200 with the page of the web application', async () => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.url).get('/odata/NoSuchThing');

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.text).toContain('<html>');
  });
});

describe('without a login', () => {
  it('tells the build, with or without parentheses after the name', async () => {
    const { fake } = await aFake();
    const anonymous = createApiClient(fake.url);

    const answers = [await anonymous.get(settings), await anonymous.get(`${settings}()`)];

    for (const { body } of answers) {
      expect(body).toMatchObject({ Keys: ['Build.Version'], Values: [expect.stringMatching(/^23\.10\./)] });
    }
  });

  it('tells its version and that it serves', async () => {
    const { fake } = await aFake();
    const anonymous = createApiClient(fake.url);

    const version = await anonymous.get('/api/Status/Version');
    const status = await anonymous.get('/api/Status/Get');

    expect(version.body.version).toMatch(/^23\.10\./);
    expect([status.status, status.text]).toEqual([200, '']);
  });
});

describe('the user', () => {
  it('can read who they are and what they may do', async () => {
    const { api } = await aFake();

    const user = await api.get('/odata/Users/UiPath.Server.Configuration.OData.GetCurrentUser');
    const permissions = await api.get('/odata/Users/UiPath.Server.Configuration.OData.GetCurrentPermissions()');

    expect(user.body).toMatchObject({ UserName: 'admin', TenancyName: 'Default' });
    expect(permissions.body.Permissions).toContain('Jobs.Create');
  });
});

describe('a request', () => {
  it('with a body over 1 MiB is refused with 413', async () => {
    const { api } = await aFake();

    const answer = await api.post('/odata/Webhooks', { Url: 'x'.repeat(1024 * 1024) });

    expect(answer.status).toBe(413);
  });

  it('with a malformed path is refused with 400', async () => {
    const { api } = await aFake();

    const answer = await api.get('/odata/%E0%A4');

    expect(answer.status).toBe(400);
  });
});
