import { describe, expect, it } from 'vitest';
import { aFake } from './a-fake.js';
import { createApiClient } from './api-client.js';

const login = '/api/Account/Authenticate';

describe('logging in', () => {
  it.each([
    { tenancyName: 'Default', usernameOrEmailAddress: 'admin', password: 'admin-password' },
    { TenancyName: 'default', UsernameOrEmailAddress: 'Admin', Password: 'admin-password' },
    { usernameOrEmailAddress: 'admin', password: 'admin-password' },
  ])('gives a token, whatever the case of the names and with the first tenant as default: %j', async (body) => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.url).post(login, body);

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ success: true, error: null, unAuthorizedRequest: false, __abp: true });
    expect(answer.body.result).toMatch(/^\S{20,}$/);
  });

  it.each([
    ['a wrong password', { tenancyName: 'Default', usernameOrEmailAddress: 'admin', password: 'Admin-Password' }],
    ['an unknown user', { tenancyName: 'Default', usernameOrEmailAddress: 'nobody', password: 'admin-password' }],
    ['an unknown tenant', { tenancyName: 'Other', usernameOrEmailAddress: 'admin', password: 'admin-password' }],
    ['no body', undefined],
    ['a body that is no JSON', '{"tenancyName":'],
  ])('refuses %s with 400 and error code 1000', async (_, body) => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.url).post(login, body);

    expect(answer.status).toBe(400);
    expect(answer.body.errorCode).toBe(1000);
  });
});

describe('a token', () => {
  it('is asked for with 401 in the shape of ABP when it is missing or unknown', async () => {
    const { api } = await aFake();

    const unknown = await api.with({ authorization: 'Bearer made-up' }).get('/odata/Folders');
    const missing = await api.with({ authorization: '' }).get('/odata/Folders');

    expect([unknown.status, missing.status]).toEqual([401, 401]);
    expect(unknown.body).toMatchObject({ errorCode: 0, unAuthorizedRequest: true, __abp: true, success: false });
  });

  it('lives for 30 minutes of the virtual clock, however much it is used', async () => {
    const { fake, api } = await aFake();

    await fake.admin.advanceClock(29 * 60_000);
    const before = await api.get('/odata/Folders');
    await fake.admin.advanceClock(60_000);
    const after = await api.get('/odata/Folders');

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it('of a user without the permission gets 403', async () => {
    const { fake } = await aFake({
      seed: {
        tenants: [
          { name: 'Default', users: [{ username: 'admin', password: 'admin-password', permissions: ['Units.View'] }] },
        ],
      },
    });
    const anonymous = createApiClient(fake.url);
    const { body } = await anonymous.post(login, { usernameOrEmailAddress: 'admin', password: 'admin-password' });
    const api = anonymous.with({ authorization: `bearer ${body.result}` });

    const allowed = await api.get('/odata/Folders');
    const refused = await api.get('/odata/Webhooks');

    expect(allowed.status).toBe(200);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ message: 'You are not authorized!', errorCode: 0 });
  });
});
