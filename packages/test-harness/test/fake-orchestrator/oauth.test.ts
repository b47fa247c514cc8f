import { describe, expect, it } from 'vitest';
import type { FakeOrchestrator } from '../../src/fake-orchestrator/index.js';
import { aFake } from './a-fake.js';
import { type ApiClient, createApiClient } from './api-client.js';
import { askForToken, desktop, firstRefreshTokens, runner, seedWithApplications } from './token-requests.js';

const asItself = { grant_type: 'client_credentials', ...runner };
const byRole = { grant_type: 'client_credentials', client_id: 'role-runner', client_secret: 'role-secret' };

async function aFakeWithApplications(): Promise<FakeOrchestrator> {
  return (await aFake({ seed: seedWithApplications })).fake;
}

async function clientWith(fake: FakeOrchestrator, fields: Readonly<Record<string, string>>): Promise<ApiClient> {
  const { body } = await askForToken(fake.url, fields);
  return createApiClient(fake.url, { authorization: `Bearer ${body.access_token}` });
}

describe('a token request of an application', () => {
  it.each(['/identity/connect/token', '/identity_/connect/token', '/acme/identity_/connect/token'])(
    'at %s gives a bearer token with the scopes it asked for',
    async (path) => {
      const fake = await aFakeWithApplications();

      const answer = await askForToken(fake.url, { ...asItself, scope: 'OR.Jobs OR.Folders.Read' }, { path });

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        access_token: expect.stringMatching(/^\S{20,}$/),
        expires_in: 3600,
        token_type: 'Bearer',
        scope: 'OR.Folders.Read OR.Jobs',
      });
      expect(answer.headers.get('cache-control')).toContain('no-store');
    },
  );

  it('without a scope gives all that the application has, and for a part of a scope that part', async () => {
    const fake = await aFakeWithApplications();

    const all = await askForToken(fake.url, asItself);
    const part = await askForToken(fake.url, { ...asItself, scope: 'OR.Jobs.Write' });

    expect(all.body.scope).toBe('OR.Folders.Read OR.Jobs OR.Execution.Read OR.Users.Read');
    expect(part.body.scope).toBe('OR.Jobs.Write');
  });

  it('may prove who it is by basic authentication', async () => {
    const fake = await aFakeWithApplications();
    const authorization = `Basic ${btoa(`${runner.client_id}:${runner.client_secret}`)}`;

    const answer = await askForToken(fake.url, { grant_type: 'client_credentials' }, { headers: { authorization } });

    expect(answer.status).toBe(200);
  });

  it.each([
    ['invalid_client', 'an unknown application', { ...asItself, client_id: 'nobody' }],
    ['invalid_client', 'a wrong secret', { ...asItself, client_secret: 'Runner-Secret' }],
    ['invalid_client', 'no secret', { grant_type: 'client_credentials', client_id: runner.client_id }],
    ['invalid_client', 'no application at all', { grant_type: 'client_credentials' }],
    ['invalid_scope', 'offline_access for itself', { ...asItself, scope: 'OR.Jobs offline_access' }],
    ['invalid_scope', 'a scope it was not given', { ...asItself, scope: 'OR.Webhooks' }],
    ['invalid_scope', 'a whole of which it has a part', { ...asItself, scope: 'OR.Folders' }],
    ['invalid_scope', 'an empty scope', { ...asItself, scope: ' ' }],
    ['unauthorized_client', 'no secret to keep', { grant_type: 'client_credentials', ...desktop }],
    ['unsupported_grant_type', 'a grant that there is not', { ...runner, grant_type: 'password' }],
    ['invalid_request', 'no grant', runner],
    ['invalid_request', 'no refresh token', { ...runner, grant_type: 'refresh_token' }],
    ['invalid_request', 'a field twice', `grant_type=client_credentials&grant_type=client_credentials`],
    ['invalid_grant', 'an unknown refresh token', { ...runner, grant_type: 'refresh_token', refresh_token: 'made-up' }],
    [
      'invalid_grant',
      "another application's refresh token",
      { ...runner, grant_type: 'refresh_token', refresh_token: firstRefreshTokens.desktop },
    ],
  ])('is refused with 400 %s for %s', async (error, _, fields) => {
    const fake = await aFakeWithApplications();

    const answer = await askForToken(fake.url, fields);

    expect([answer.status, answer.body]).toEqual([400, { error }]);
  });

  it.each([
    ['a JSON body', '/identity/connect/token', 'application/json'],
    ['a text body', '/identity/connect/token', 'text/plain'],
    ['a path without /connect', '/identity/token', 'application/x-www-form-urlencoded'],
    ['a path without /identity', '/connect/token', 'application/x-www-form-urlencoded'],
  ])('with %s gets the web page of the product with 200', async (_, path, contentType) => {
    const fake = await aFakeWithApplications();

    const answer = await askForToken(fake.url, asItself, { path, headers: { 'content-type': contentType } });

    expect([answer.status, answer.contentType]).toEqual([200, 'text/html']);
  });

  it('is written into the journal without its credentials', async () => {
    const fake = await aFakeWithApplications();

    const { body } = await askForToken(fake.url, asItself);
    await askForToken(fake.url, { ...desktop, grant_type: 'refresh_token', refresh_token: firstRefreshTokens.desktop });

    const journal = JSON.stringify(fake.admin.journal());
    expect(journal).toContain('"grant_type":"refresh_token"');
    for (const credential of [runner.client_secret, firstRefreshTokens.desktop, String(body.access_token)]) {
      expect(journal).not.toContain(credential);
    }
  });
});

describe('an Orchestrator of 2019.10', () => {
  it('has no Identity Server: its place is answered with the web page', async () => {
    const { fake } = await aFake({ seed: { tenants: seedWithApplications.tenants }, apiVersion: 9 });

    const answer = await askForToken(fake.url, asItself);

    expect([answer.status, answer.contentType]).toEqual([200, 'text/html']);
  });
});

describe('the discovery document', () => {
  it('names the issuer, where tokens are, and the scopes', async () => {
    const fake = await aFakeWithApplications();

    const standalone = await createApiClient(fake.url).get('/identity/.well-known/openid-configuration');
    const inTheCloud = await createApiClient(fake.url).get('/acme/identity_/.well-known/openid-configuration');

    expect(standalone.body).toMatchObject({
      issuer: `${fake.url}/identity`,
      token_endpoint: `${fake.url}/identity/connect/token`,
      grant_types_supported: ['client_credentials', 'refresh_token'],
      scopes_supported: expect.arrayContaining(['OR.Default', 'OR.Jobs', 'offline_access']),
    });
    expect(inTheCloud.body.token_endpoint).toBe(`${fake.url}/acme/identity_/connect/token`);
  });
});

describe('the token of an application', () => {
  it('lives for as long as its reply said, on the virtual clock', async () => {
    const fake = await aFakeWithApplications();
    const api = await clientWith(fake, asItself);

    await fake.admin.advanceClock(3_599_000);
    const before = await api.get('/odata/Folders');
    await fake.admin.advanceClock(1000);
    const after = await api.get('/odata/Folders');

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it('acts in the tenant that a header names, else in the first one', async () => {
    const fake = await aFakeWithApplications();
    const api = await clientWith(fake, asItself);

    const first = await api.get('/odata/Folders');
    const named = await api.with({ 'x-uipath-tenantname': 'acme' }).get('/odata/Folders');
    const unknown = await api.with({ 'x-uipath-tenantname': 'Other' }).get('/odata/Folders');

    expect(first.rows.map(({ DisplayName }) => DisplayName)).toEqual(['Shared', 'Finance']);
    expect(named.rows.map(({ DisplayName }) => DisplayName)).toEqual(['Warehouse']);
    expect(unknown.status).toBe(401);
  });

  it('acts in the tenant that a path of the cloud names, with the same scopes', async () => {
    const { fake } = await aFake({ seed: seedWithApplications, apiVersion: 20 });
    const api = await clientWith(fake, { ...asItself, scope: 'OR.Folders.Read' });

    const acme = await api.with({ 'x-uipath-tenantname': 'Default' }).get('/org/Acme/orchestrator_/odata/Folders');
    const other = await api.get('/org/Other/orchestrator_/odata/Folders');
    const webhooks = await api.get('/org/Acme/orchestrator_/odata/Webhooks');

    expect(acme.rows.map(({ DisplayName }) => DisplayName)).toEqual(['Warehouse']);
    expect([other.status, webhooks.status]).toEqual([401, 403]);
    expect(webhooks.body.errorMessage).toContain("'OR.Webhooks'");
  });

  it('has no user: 204 when it asks who it is, and 403 for the navigation of folders', async () => {
    const fake = await aFakeWithApplications();
    const api = await clientWith(fake, asItself);

    const user = await api.get('/odata/Users/UiPath.Server.Configuration.OData.GetCurrentUser');
    const navigation = await api.get('/api/FoldersNavigation/GetAllFoldersForCurrentUser');

    expect([user.status, user.text]).toEqual([204, '']);
    expect([navigation.status, navigation.body]).toEqual([
      403,
      { errorMessage: 'OAuth authentication is not supported' },
    ]);
  });

  it.each([
    ['OR.Folders.Read', 'GET', '/odata/Folders', 200],
    ['OR.Jobs', 'GET', '/odata/Folders', 403],
    ['OR.Jobs.Read', 'GET', '/odata/Jobs', 200],
    ['OR.Jobs.Write', 'GET', '/odata/Jobs', 403],
    ['OR.Jobs.Write', 'POST', '/odata/Jobs(1)/UiPath.Server.Configuration.OData.StopJob', 400],
    ['OR.Jobs.Read', 'POST', '/odata/Jobs(1)/UiPath.Server.Configuration.OData.StopJob', 403],
    ['OR.Execution.Read', 'GET', '/odata/Releases', 200],
    ['OR.Execution.Read', 'GET', '/odata/Processes', 200],
    ['OR.Execution.Read', 'GET', '/odata/Webhooks', 403],
    ['OR.Jobs', 'GET', '/odata/Users/UiPath.Server.Configuration.OData.GetCurrentUser', 403],
    ['OR.Jobs', 'GET', '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings', 200],
    ['OR.Jobs', 'GET', '/api/Status/Get', 200],
  ])('with scope %s is answered to %s %s with %i', async (scope, method, path, status) => {
    const fake = await aFakeWithApplications();
    const api = await clientWith(fake, { ...asItself, scope });

    const answer = await api.in('Shared').send(method, path, method === 'POST' ? {} : undefined);

    expect(answer.status).toBe(status);
  });

  it('is told which scopes it has and which it lacks', async () => {
    const fake = await aFakeWithApplications();
    const api = await clientWith(fake, { ...asItself, scope: 'OR.Jobs OR.Folders.Read' });

    const { body } = await api.get('/odata/Webhooks');

    expect(body).toEqual({
      errorMessage:
        "Scope(s) 'OR.Folders.Read,OR.Jobs' is(are) invalid. Expect to have 'OR.Webhooks' or 'OR.Webhooks.Read'. ",
    });
  });

  it('with OR.Default has the rights of its roles, and those of a scope of its own beside them', async () => {
    const fake = await aFakeWithApplications();
    const api = await clientWith(fake, byRole);
    const elsewhere = api.with({ 'x-uipath-tenantname': 'Acme' });

    const answers = [
      await api.get('/odata/Folders'),
      await api.in('Shared').get('/odata/Jobs'),
      await api.in('Finance').get('/odata/Jobs'),
      await api.in('Shared').get('/odata/Releases'),
      await api.get('/odata/Webhooks'),
      await api.post('/odata/Webhooks', {}),
      await elsewhere.get('/odata/Folders'),
    ];

    expect(answers.map(({ status, body }) => body.errorCode ?? status)).toEqual([200, 200, 1100, 0, 200, 0, 0]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 403, 200, 403, 403]);
  });
});

describe('a personal access token', () => {
  it('acts for its user, with the rights of the user', async () => {
    const fake = await aFakeWithApplications();
    const api = createApiClient(fake.url, { authorization: 'Bearer pat-of-admin-0001' });

    const user = await api.get('/odata/Users/UiPath.Server.Configuration.OData.GetCurrentUser');
    const webhooks = await api.get('/odata/Webhooks');
    await fake.admin.advanceClock(364 * 86_400_000);
    const later = await api.get('/odata/Webhooks');

    expect([user.body.UserName, webhooks.status, later.status]).toEqual(['admin', 200, 200]);
  });

  it('with scopes is good for these alone, and for no more than its user may, until it expires', async () => {
    const fake = await aFakeWithApplications();
    const api = createApiClient(fake.url, { authorization: 'Bearer pat-of-clerk-0001' }).in('Shared');

    const withoutScope = await api.get('/odata/Folders');
    const withoutPermission = await api.get('/odata/Jobs');
    await fake.admin.advanceClock(3_600_000);
    const expired = await api.get('/odata/Jobs');

    expect(withoutScope.body.errorMessage).toContain("'OR.Folders'");
    expect(withoutPermission.body.message).toBe('You are not authorized!');
    expect(expired.status).toBe(401);
  });
});
