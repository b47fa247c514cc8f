import { describe, expect, it } from 'vitest';
import type { FakeOrchestrator, Seed } from '../../src/fake-orchestrator/index.js';
import { aFake } from './a-fake.js';
import { type ApiAnswer, createApiClient } from './api-client.js';

const currentUser = '/odata/Users/UiPath.Server.Configuration.OData.GetCurrentUser';

function logIn(fake: FakeOrchestrator, password = 'admin-password'): Promise<ApiAnswer> {
  return createApiClient(fake.url).post('/api/Account/Authenticate', { usernameOrEmailAddress: 'admin', password });
}

function change(fake: FakeOrchestrator, body: object, username = 'admin'): Promise<ApiAnswer> {
  return createApiClient(fake.adminUrl).post(`/users/Default/${username}`, body);
}

describe('a user who is changed while the fake runs', () => {
  it('cannot log in once inactive, while a token that they have is still good and says so', async () => {
    const { fake, api } = await aFake();

    const answer = await change(fake, { active: false });

    const { status, body } = await logIn(fake);
    expect(answer.body).toMatchObject({ UserName: 'admin', IsActive: false });
    expect([status, body.message]).toEqual([400, 'Invalid credentials, failed to login.']);
    expect((await api.get(currentUser)).body.IsActive).toBe(false);
    await change(fake, { active: true });
    expect((await logIn(fake)).status).toBe(200);
  });

  it('logs in with the new password alone', async () => {
    const { fake, api } = await aFake();

    await change(fake, { password: 'another-password' });

    expect((await logIn(fake)).status).toBe(400);
    expect((await logIn(fake, 'another-password')).status).toBe(200);
    expect((await api.get('/odata/Folders')).status).toBe(200);
  });

  it('is locked for five minutes, or until unlocked', async () => {
    const { fake } = await aFake();

    await change(fake, { locked: true });
    const locked = await logIn(fake);
    await change(fake, { locked: false });
    const unlocked = await logIn(fake);
    await change(fake, { locked: true });
    await fake.admin.advanceClock(300_000);

    expect([locked.status, unlocked.status, (await logIn(fake)).status]).toEqual([400, 200, 200]);
  });

  it('has other permissions at once', async () => {
    const { fake, api } = await aFake();

    await change(fake, { permissions: ['Jobs.View'] });

    expect((await api.in('Shared').get('/odata/Jobs')).status).toBe(200);
    expect((await api.in('Shared').get('/odata/Releases')).status).toBe(403);
  });

  it('is nobody any more once deleted, with whatever token', async () => {
    const { fake, api } = await aFake();
    const admin = createApiClient(fake.adminUrl);

    const answers = [
      await admin.send('DELETE', '/users/Default/admin'),
      await admin.send('DELETE', '/users/Default/admin'),
      await change(fake, { active: true }),
    ];

    const withToken = createApiClient(fake.url, { authorization: 'Bearer admin-personal-token' });
    expect(answers.map(({ status }) => status)).toEqual([204, 404, 404]);
    expect((await api.get(currentUser)).status).toBe(401);
    expect((await withToken.get(currentUser)).status).toBe(401);
    expect((await logIn(fake)).status).toBe(400);
  });

  it('may be inactive from the start', async () => {
    const seed: Seed = {
      tenants: [{ name: 'Default', users: [{ username: 'admin', password: 'admin-password', active: false }] }],
    };
    const { fake } = await aFake({ seed });

    expect((await logIn(fake)).status).toBe(400);
  });

  it('gets no token of an application by a consent that they gave, once inactive', async () => {
    const [id, secret, token] = ['an-application', 'an-application-secret', 'a-refresh-token'];
    const seed: Seed = {
      tenants: [{ name: 'Default', users: [{ username: 'admin', password: 'admin-password' }] }],
      oauthClients: [{ id, secret, userScopes: ['OR.Jobs'], refreshTokens: [{ token, username: 'admin' }] }],
    };
    const { fake } = await aFake({ seed });
    await change(fake, { active: false });

    const answer = await fetch(`${fake.url}/identity/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: id,
        client_secret: secret,
        refresh_token: token,
      }),
    });

    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_grant' }]);
  });
});
