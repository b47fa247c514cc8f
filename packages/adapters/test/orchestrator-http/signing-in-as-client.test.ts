import { Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { aClient, anAccess, holding } from './an-access.js';
import { type Act, type Seen, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 10 };
const granted: Act = { body: { access_token: 'oauth-1', expires_in: 3600, token_type: 'Bearer', scope: 'OR.Jobs' } };

describe('signing in as an external application', () => {
  it('asks the identity server on the host of Orchestrator for a token, in a form', async () => {
    const { server, sessions } = await withOrchestrator(identityAt('/identity', granted));

    const outcome = await sessions.signIn(anAccess(server.url, holding(aClient)));

    const [asked] = server.to('/connect/token');
    expect(outcome).toEqual({ ok: true, value: { apiVersion: 17 } });
    expect(asked?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'cuelight',
      client_secret: 'client-secret',
      scope: 'OR.Folders.Read OR.Execution.Read OR.Jobs OR.Webhooks',
    });
  });

  it('asks for the scopes of the credential where it names some, and keeps every character', async () => {
    const credential = { ...aClient, clientSecret: new Secret('a+b&c=d %ä'), scope: 'OR.Default' };
    const { server, sessions } = await withOrchestrator(identityAt('/identity', granted));

    await sessions.signIn(anAccess(server.url, holding(credential)));

    const form = new URLSearchParams(server.to('/connect/token')[0]?.body);
    expect([form.get('scope'), form.get('client_secret')]).toEqual(['OR.Default', 'a+b&c=d %ä']);
  });

  it('names the tenant with each call, and not to the identity server', async () => {
    const { server, directory } = await withOrchestrator(identityAt('/identity', granted));

    await directory.listFolders(anAccess(server.url, { ...holding(aClient), tenant: 'Zürich' }), anyPage);

    const [listed] = server.to('/odata/Folders');
    expect(listed?.headers.authorization).toBe('Bearer oauth-1');
    expect(Buffer.from(String(listed?.headers['x-uipath-tenantname']), 'latin1').toString()).toBe('Zürich');
    expect(server.to('/connect/token')[0]?.headers).not.toHaveProperty('x-uipath-tenantname');
  });

  it('does not name the tenant where the address does', async () => {
    const { server, directory } = await withOrchestrator(identityAt('/org/identity_', granted, { discovery: true }));

    await directory.listFolders(anAccess(`${server.url}/org/production/orchestrator_`, holding(aClient)), anyPage);

    expect(server.to('/odata/Folders')[0]?.headers).not.toHaveProperty('x-uipath-tenantname');
  });

  it('does not name the tenant with the token of a password, which is for one tenant', async () => {
    const { server, directory, access } = await withOrchestrator();

    await directory.listFolders(access, anyPage);

    expect(server.to('/odata/Folders')[0]?.headers).not.toHaveProperty('x-uipath-tenantname');
  });

  it('finds out by a call of its own whether Orchestrator accepts the token, once', async () => {
    const { server, sessions } = await withOrchestrator(identityAt('/identity', granted));
    const access = anAccess(server.url, holding(aClient));

    await Promise.all(Array.from({ length: 10 }, () => sessions.signIn(access)));
    await sessions.signIn(access);

    expect(server.to('/odata/Folders')).toHaveLength(1);
  });

  it('is refused when Orchestrator does not accept what the identity server gave, even a second time', async () => {
    const { server, sessions } = await withOrchestrator((seen) =>
      seen.path === '/odata/Folders' ? { status: 401, body: '' } : identityAt('/identity', granted)(seen),
    );
    const access = anAccess(server.url, holding(aClient));

    const outcomes = [await sessions.signIn(access), await sessions.signIn(access)];

    for (const outcome of outcomes) expect(outcome).toMatchObject({ failure: { code: 'credentials-refused' } });
  });

  it('is not refused for want of the permission to list folders: that is another question', async () => {
    const { server, sessions } = await withOrchestrator((seen) =>
      seen.path === '/odata/Folders' ? { status: 403, body: {} } : identityAt('/identity', granted)(seen),
    );

    expect(await sessions.signIn(anAccess(server.url, holding(aClient)))).toMatchObject({ ok: true });
  });

  it.each<[string, string, string, Act]>([
    ['invalid_client', 'credentials-refused', 'client id', { status: 400, body: { error: 'invalid_client' } }],
    ['invalid_client with 401', 'credentials-refused', 'client id', { status: 401, body: { error: 'invalid_client' } }],
    ['invalid_scope', 'credentials-refused', 'application scope', { status: 400, body: { error: 'invalid_scope' } }],
    [
      'unauthorized_client',
      'credentials-refused',
      'confidential application',
      { status: 400, body: { error: 'unauthorized_client' } },
    ],
    ['an error of its own making', 'credentials-refused', 'refused', { status: 400, body: { error: 'blocked' } }],
    ['401 without a word', 'credentials-refused', 'refused', { status: 401, body: '' }],
    [
      'temporarily_unavailable',
      'orchestrator-unavailable',
      'moment',
      { status: 400, body: { error: 'temporarily_unavailable' } },
    ],
    ['a web page with 200', 'orchestrator-reply-unusable', 'identityUrl', webPage],
    ['a web page with 404', 'orchestrator-reply-unusable', 'web page', { ...webPage, status: 404 }],
    ['200 without a token', 'orchestrator-reply-unusable', 'no access token', { body: { token_type: 'Bearer' } }],
    [
      'a token of another type',
      'orchestrator-reply-unusable',
      'Bearer',
      { body: { access_token: 'x', token_type: 'mac' } },
    ],
    [
      'a token that no header can carry',
      'orchestrator-reply-unusable',
      'no access token',
      { body: { access_token: 'a\nb' } },
    ],
    ['429', 'orchestrator-throttled', 'Too many', { status: 429, body: '' }],
    ['503', 'orchestrator-unavailable', 'access token', { status: 503, body: '' }],
  ])('answered by %s fails as %s', async (_, code, detail, act) => {
    const { server, sessions } = await withOrchestrator(identityAt('/identity', act));

    const outcome = await sessions.signIn(anAccess(server.url, holding(aClient)));

    expect(outcome).toMatchObject({ ok: false, failure: { code, detail: expect.stringContaining(detail) } });
    expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
  });

  it('waits after a refusal as after a wrong password', async () => {
    let nowMs = 0;
    const refusing = identityAt('/identity', { status: 400, body: { error: 'invalid_client' } });
    const { server, sessions } = await withOrchestrator(refusing, { nowMs: () => nowMs });
    const access = anAccess(server.url, holding(aClient));
    await sessions.signIn(access);

    nowMs = 29_999;
    const early = await sessions.signIn(access);

    expect(early).toMatchObject({ failure: { code: 'credentials-refused', retryAfterMs: 1 } });
    expect(server.to('/connect/token')).toHaveLength(1);
  });

  it('uses a token as long as the identity server says, less a margin of 5 minutes', async () => {
    let nowMs = 0;
    const { server, sessions } = await withOrchestrator(identityAt('/identity', granted), { nowMs: () => nowMs });
    const access = anAccess(server.url, holding(aClient));
    await sessions.signIn(access);

    nowMs = 55 * 60_000 - 1;
    await sessions.signIn(access);
    const before = server.to('/connect/token').length;
    nowMs = 55 * 60_000;
    await sessions.signIn(access);

    expect([before, server.to('/connect/token').length]).toEqual([1, 2]);
  });
});

/** An identity server below a path; every other address of one is the web page that Orchestrator answers there. */
function identityAt(path: string, token: Act, { discovery = false } = {}): (seen: Seen) => Act | undefined {
  return (seen) => {
    if (seen.path === `${path}/connect/token`) return token;
    if (discovery && seen.path === `${path}/.well-known/openid-configuration`) {
      return { body: { issuer: path, token_endpoint: `https://elsewhere.example${path}/connect/token` } };
    }
    return seen.path.includes('/connect/') || seen.path.includes('/.well-known/') ? webPage : undefined;
  };
}
