import { describe, expect, it } from 'vitest';
import { aClient, anAccess, holding } from './an-access.js';
import { type Act, type Seen, webPage } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const suite = '/org/production/orchestrator_';
const token: Act = { body: { access_token: 'oauth-1', expires_in: 3600, token_type: 'Bearer' } };
const refusal: Act = { status: 400, body: { error: 'invalid_client' } };

describe('the identity server', () => {
  it.each(['/org/identity_', '/identity_'])('is found at %s by its discovery document', async (path) => {
    const { server, sessions } = await withOrchestrator(identityAt(path, { isDescribed: true }));

    const outcome = await sessions.signIn(anAccess(server.url + suite, holding(aClient)));

    expect(outcome).toMatchObject({ ok: true });
    expect(secretsSent(server.seen)).toEqual([`${path}/connect/token`]);
  });

  it.each(['/org/identity_', '/identity_'])(
    'is found at %s without a discovery document, by the refusal of an empty request',
    async (path) => {
      const { server, sessions } = await withOrchestrator(identityAt(path, { isDescribed: false }));

      const outcome = await sessions.signIn(anAccess(server.url + suite, holding(aClient)));

      expect(outcome).toMatchObject({ ok: true });
      expect(secretsSent(server.seen)).toEqual([`${path}/connect/token`]);
    },
  );

  it('is found once, and remembered for the next token', async () => {
    let nowMs = 0;
    const script = identityAt('/identity_', { isDescribed: true });
    const { server, sessions } = await withOrchestrator(script, { nowMs: () => nowMs });
    const access = anAccess(server.url + suite, holding(aClient));
    await sessions.signIn(access);

    nowMs = 60 * 60_000;
    await sessions.signIn(access);

    expect(server.to('/openid-configuration')).toHaveLength(2);
    expect(secretsSent(server.seen)).toEqual(['/identity_/connect/token', '/identity_/connect/token']);
  });

  it('is not sent a secret when nothing proves to be one', async () => {
    const { server, sessions } = await withOrchestrator(identityAt('/nowhere', { isDescribed: true }));

    const outcome = await sessions.signIn(anAccess(server.url + suite, holding(aClient)));

    expect(outcome).toMatchObject({
      failure: { code: 'orchestrator-reply-unusable', detail: expect.stringContaining('identityUrl') },
    });
    expect(secretsSent(server.seen)).toEqual([]);
  });

  it('is looked for again after a failure that decides nothing', async () => {
    let isDown = true;
    const script = identityAt('/org/identity_', { isDescribed: true });
    const { server, sessions } = await withOrchestrator((seen) => (isDown ? { status: 503, body: '' } : script(seen)));
    const access = anAccess(server.url + suite, holding(aClient));

    const early = await sessions.signIn(access);
    isDown = false;

    expect(early).toMatchObject({ failure: { code: 'orchestrator-unavailable' } });
    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
    expect(secretsSent(server.seen)).toEqual(['/org/identity_/connect/token']);
  });

  it('is taken where the connection says it is, unasked', async () => {
    const { server, sessions } = await withOrchestrator(identityAt('/sso/identity', { isDescribed: false }));
    const access = anAccess(server.url + suite, { ...holding(aClient), identityUrl: `${server.url}/sso/identity` });

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
    expect(server.to('/openid-configuration')).toEqual([]);
  });

  it('may be on another host than Orchestrator', async () => {
    const identity = await withOrchestrator(identityAt('/identity', { isDescribed: false }));
    const { server, sessions } = await withOrchestrator();

    const identityUrl = `${identity.server.url}/identity`;
    const outcome = await sessions.signIn(anAccess(server.url, { ...holding(aClient), identityUrl }));

    expect(outcome).toMatchObject({ ok: true });
    expect(secretsSent(identity.server.seen)).toEqual(['/identity/connect/token']);
    expect(secretsSent(server.seen)).toEqual([]);
  });

  it('that sends elsewhere is not followed', async () => {
    const elsewhere = await withOrchestrator();
    const { server, sessions } = await withOrchestrator(() => ({
      status: 307,
      headers: { location: `${elsewhere.server.url}/identity/connect/token` },
    }));

    const outcome = await sessions.signIn(anAccess(server.url, holding(aClient)));

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
    expect(elsewhere.server.seen).toEqual([]);
  });

  it('is asked anew when a connection names another one', async () => {
    const { server, sessions } = await withOrchestrator(identityAt('/identity', { isDescribed: false }));
    await sessions.signIn(anAccess(server.url, holding(aClient)));

    const identityUrl = `${server.url}/other`;
    const outcome = await sessions.signIn(anAccess(server.url, { ...holding(aClient), identityUrl }));

    expect(outcome).toMatchObject({ failure: { code: 'orchestrator-reply-unusable' } });
  });
});

/** An identity server below a path; every other address of one is the web page that Orchestrator answers there. */
function identityAt(path: string, { isDescribed }: { isDescribed: boolean }): (seen: Seen) => Act | undefined {
  return (seen) => {
    if (seen.path === `${path}/connect/token`)
      return seen.body.includes('client_secret=client-secret') ? token : refusal;
    if (isDescribed && seen.path === `${path}/.well-known/openid-configuration`) {
      return { body: { issuer: path, token_endpoint: `https://elsewhere.example/connect/token` } };
    }
    return seen.path.includes('/connect/') || seen.path.includes('/.well-known/') ? webPage : undefined;
  };
}

/** The paths that the client secret was sent to. */
function secretsSent(seen: readonly Seen[]): readonly string[] {
  return seen.filter((one) => JSON.stringify(one).includes('client-secret')).map(({ path }) => path);
}
