import { inspect } from 'node:util';
import { type Credential, Secret } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { anAccess, holding } from './an-access.js';
import { everyCall } from './every-call.js';
import { type Act, accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const canary = 'CANARY-7f3a';
const telling = {
  message: `Invalid ${canary}-message`,
  errorMessage: `${canary}-errorMessage`,
  error: { message: `${canary}-error`, details: canary },
  errorCode: 1670,
  traceId: `${canary}-trace`,
  Info: `${canary}-info`,
  OutputArguments: `{"out":"${canary}-output"}`,
  InputArguments: `{"in":"${canary}-input"}`,
  Secret: `${canary}-webhook-secret`,
  value: [{ Info: `${canary}-info`, OutputArguments: `{"out":"${canary}-output"}`, Secret: canary }],
};

describe('a failure', () => {
  it.each<[string, Act]>([
    ['is refused with words', { status: 409, body: telling }],
    ['is refused for want of permission', { status: 403, body: telling }],
    ['is refused for its folder', { status: 400, body: { ...telling, errorCode: 1100 } }],
    ['is answered 500', { status: 500, body: telling }],
    ['is answered 401', { status: 401, body: telling }],
    ['is answered with rows that cannot be read', { status: 200, body: telling }],
    ['is answered with broken JSON', { status: 200, body: `{"value":[{"Info":"${canary}"` }],
    ['is answered with a web page', { headers: { 'content-type': 'text/html' }, body: `<p>${canary}</p>` }],
    ['is redirected', { status: 302, headers: { location: `https://x.example/?token=${canary}` } }],
    ['is answered with something that is not HTTP', { raw: `${canary}\r\n\r\n` }],
    ['is answered with half a reply', { raw: `HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n${canary}` }],
    ['is not answered', 'reset'],
  ])('holds no secret and no process data when a call %s', async (_, act) => {
    const { server, sessions, ...adapter } = await withOrchestrator(({ path, query }) => {
      if (path.endsWith('Authenticate')) return { body: { result: `${canary}-token` } };
      return query.get('$filter') === `Key eq ${accountsPayable.key}` ? undefined : act;
    });
    const access = secretiveAccess(server.url);
    const calls = everyCall({ sessions, ...adapter }, access, {
      inputText: JSON.stringify({ in_Name: canary }),
      webhookSecret: `${canary}-webhook`,
    });

    const outcomes = await Promise.all(Object.values(calls).map((call) => call()));

    const failed = outcomes.filter(({ ok }) => !ok);
    expect(failed.length).toBeGreaterThan(5);
    for (const outcome of failed) {
      expect(JSON.stringify(outcome)).not.toContain(canary);
      expect(inspect(outcome, { depth: null, showHidden: true })).not.toContain(canary);
    }
  });

  it.each<[string, Act]>([
    ['refused', { status: 400, body: { ...telling, errorCode: 1000 } }],
    ['answered with a token that cannot be used', { body: { result: `${canary} with a space` } }],
    ['answered with another body', { body: telling }],
    ['answered 500', { status: 500, body: telling }],
  ])('holds no secret when signing in is %s', async (_, act) => {
    const { server, sessions } = await withOrchestrator(() => act);

    const outcome = await sessions.signIn(secretiveAccess(server.url));

    expect(outcome.ok).toBe(false);
    expect(inspect(outcome, { depth: null, showHidden: true }) + JSON.stringify(outcome)).not.toContain(canary);
  });

  it.each<[string, Act]>([
    [
      'refused by the identity server',
      { status: 400, body: { ...telling, error: 'invalid_client', error_description: canary } },
    ],
    ['refused in words of its own', { status: 400, body: { ...telling, error: `${canary}-error` } }],
    ['answered with a token that cannot be used', { body: { access_token: `${canary} with a space` } }],
    ['answered with a token of another kind', { body: { access_token: canary, token_type: `${canary}-type` } }],
    ['answered with another body', { body: telling }],
    ['answered with a web page', { headers: { 'content-type': 'text/html' }, body: `<p>${canary}</p>` }],
    ['answered 401', { status: 401, body: telling }],
    ['answered 500', { status: 500, body: telling }],
    ['redirected', { status: 302, headers: { location: `https://x.example/?token=${canary}` } }],
    ['not answered', 'reset'],
  ])('holds no secret of any kind of credential when signing in is %s', async (_, act) => {
    const { server, sessions } = await withOrchestrator(() => act);

    for (const [index, credential] of secretive.entries()) {
      for (const path of ['', '/org/production/orchestrator_']) {
        const outcome = await sessions.signIn(
          anAccess(server.url + path, { ...holding(credential), connectionId: `${index}` }),
        );

        // A token that nobody gave is told of by the calls that are made with it.
        if (credential.kind !== 'personal-access-token') expect(outcome.ok).toBe(false);
        expect(inspect(outcome, { depth: null, showHidden: true }) + JSON.stringify(outcome)).not.toContain(canary);
      }
    }
  });

  it('holds no secret of a token that Orchestrator does not accept', async () => {
    const { server, sessions, ...adapter } = await withOrchestrator(({ path }) =>
      path.endsWith('/connect/token')
        ? { body: { access_token: `${canary}-token`, token_type: 'Bearer' } }
        : { status: 401, body: telling },
    );

    for (const [index, credential] of secretive.entries()) {
      const access = anAccess(server.url, { ...holding(credential), connectionId: `${index}` });
      const calls = Object.values(everyCall({ sessions, ...adapter }, access));
      for (const outcome of await Promise.all(calls.map((call) => call()))) {
        expect(outcome.ok).toBe(false);
        expect(inspect(outcome, { depth: null, showHidden: true }) + JSON.stringify(outcome)).not.toContain(canary);
      }
    }
  });

  it('holds no token that Orchestrator gave in the reply', async () => {
    const { sessions, access } = await withOrchestrator();

    const outcome = await sessions.signIn(access);

    expect(inspect(outcome, { depth: null, showHidden: true })).not.toContain('token-1');
  });
});

const hidden = new Secret(`${canary}-secret`);
const secretive: readonly Credential[] = [
  { kind: 'password', username: canary, password: hidden },
  { kind: 'client-credentials', clientId: canary, clientSecret: hidden, scope: `${canary}.Scope` },
  { kind: 'personal-access-token', token: hidden },
  { kind: 'personal-access-token', token: new Secret(`${canary} with a space`) },
];

function secretiveAccess(url: string) {
  return anAccess(url, holding({ kind: 'password', username: canary, password: hidden }));
}
