import { describe, expect, it } from 'vitest';
import { aFake } from './a-fake.js';
import { createApiClient } from './api-client.js';

const user = { username: 'admin', password: 'admin-password' };
const client = { id: 'cuelight-runner' };

function seedOf(tenant: object, more: object = {}): object {
  return { tenants: [{ name: 'Default', users: [user], ...tenant }], ...more };
}

describe('what a seed says about access', () => {
  it.each([
    [seedOf({ users: [{ ...user, permission: [] }] }), 'tenants.0.users.0.permission', /^is not known here; known are/],
    [seedOf({ users: [{ ...user, folders: [{}] }] }), 'tenants.0.users.0.folders.0.path', /^is required$/],
    [
      seedOf({ users: [{ ...user, personalAccessTokens: [{ token: 'short' }] }] }),
      'tenants.0.users.0.personalAccessTokens.0.token',
      /^write 8 to 2000 characters without spaces$/,
    ],
    [seedOf({ restrictBasicAuthentication: 'no' }), 'tenants.0.restrictBasicAuthentication', /^must be true or false$/],
    [
      seedOf({ users: [{ ...user, personalAccessTokens: [{ token: 'same-token' }, { token: 'same-token' }] }] }),
      'tenants.0.users.0.personalAccessTokens.1.token',
      /^this is there twice$/,
    ],
    [seedOf({}, { oauthClients: [client, client] }), 'oauthClients.1.id', /^this is there twice$/],
    [seedOf({}, { oauthClients: [{ ...client, scopes: ['Jobs'] }] }), 'oauthClients.0.scopes.0', /OR\.Jobs\.Read/],
    [seedOf({}, { oauthClients: [{ ...client, accessTokenS: 0 }] }), 'oauthClients.0.accessTokenS', /at least 1$/],
    [
      seedOf({}, { oauthClients: [{ ...client, tenants: [{ name: 'Acme' }] }] }),
      'oauthClients.0.tenants.0.name',
      /^there is no such tenant$/,
    ],
    [
      seedOf({}, { oauthClients: [{ ...client, refreshTokens: [{ token: 'some-token', username: 'clerk' }] }] }),
      'oauthClients.0.refreshTokens.0.username',
      /^there is no such user in that tenant$/,
    ],
  ])('is checked, and what is wrong is named: %j', async (seed, path, message) => {
    const { fake } = await aFake();

    const answer = await createApiClient(fake.adminUrl).send('PUT', '/seed', seed);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ path, message: expect.stringMatching(message) }]);
  });
});
