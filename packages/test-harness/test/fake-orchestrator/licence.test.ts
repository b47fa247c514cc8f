import { describe, expect, it } from 'vitest';
import type { ApiVersion, Seed } from '../../src/fake-orchestrator/index.js';
import { aFake, echoText } from './a-fake.js';
import { aFakeOf } from './a-fake-of.js';
import { createApiClient } from './api-client.js';
import { start } from './requests.js';

const path = '/odata/Settings/UiPath.Server.Configuration.OData.GetLicense';

function aSeed(licence: object): Seed {
  return {
    tenants: [
      {
        name: 'Default',
        licence,
        users: [{ username: 'admin', password: 'admin-password', permissions: ['Jobs.Create'] }],
        folders: [{ path: 'Shared', processes: [{ name: 'EchoText', key: echoText }] }],
      },
    ],
  };
}

describe('the licence of a tenant', () => {
  it('is shown to every user, with the second at which it ends', async () => {
    const { api } = await aFake({ seed: aSeed({ endsAt: '2027-01-01T00:00:00Z' }) });

    const { status, body } = await api.get(path);

    expect([status, body.ExpireDate]).toEqual([200, Date.parse('2027-01-01T00:00:00Z') / 1000]);
  });

  it.each<[string, object, boolean]>([
    ['has not expired unless the seed says so', {}, false],
    ['has expired when the seed says so', { expired: true }, true],
    ['has expired after the end that the seed says', { endsAt: '2020-01-01T00:00:00Z' }, true],
  ])('%s', async (_, licence, isExpired) => {
    const { api } = await aFake({ seed: aSeed(licence) });

    const { body } = await api.get(path);

    expect(body.IsExpired).toBe(isExpired);
  });

  it('lets no job start once it has expired, which may happen while the fake runs', async () => {
    const { fake, api } = await aFake();
    const before = await start(api.in('Shared'), echoText);

    const given = await createApiClient(fake.adminUrl).post('/tenants/Default/licence', { expired: true });
    const unknown = await createApiClient(fake.adminUrl).post('/tenants/Other/licence', { expired: true });

    const after = await start(api.in('Shared'), echoText);
    expect([given.status, unknown.status]).toEqual([204, 404]);
    expect([before.status, after.status]).toEqual([201, 409]);
    expect((await api.get(path)).body.IsExpired).toBe(true);
  });

  it.each<[ApiVersion, boolean]>([
    [9, false],
    [11, true],
    [20, true],
  ])('tells in API version %i of the products that it is good for: %s', async (version, isTold) => {
    const { api } = await aFakeOf(version);

    const { body } = await api.get(path);

    expect(Object.hasOwn(body, 'VersionControl')).toBe(isTold);
  });
});
