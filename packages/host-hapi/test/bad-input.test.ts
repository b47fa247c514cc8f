import { describe, expect, it } from 'vitest';
import { adminKey, aWorld } from './world/a-world.js';
import { createClient } from './world/client.js';
import { aBoundApp, bind, connectionTo } from './world/set-up.js';

const url = 'https://orchestrator.example';
const client = { kind: 'client-credentials', clientId: 'c', clientSecret: 's' };

describe('bad input', () => {
  it.each([
    ['an unknown field', { extra: 1 }, 'extra'],
    ['a name that is no text', { name: 7 }, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['a name with a control character', { name: 'a\u0000b' }, 'name'],
    ['half a surrogate pair', { name: '\ud800' }, 'name'],
    ['a certificate with a NUL', { trust: { caPem: '\u0000-----BEGIN CERTIFICATE-----\r\n' } }, 'trust.caPem'],
    ['a missing field', { tenant: undefined }, 'tenant'],
    ['an unknown field further in', { trust: { caFile: 'x' } }, 'trust.caFile'],
    ['a credential without password', { credential: { kind: 'password', username: 'u' } }, 'credential.password'],
  ])('with %s is refused by its path', async (_, change, path) => {
    const world = await aWorld();

    const answer = await world.client().post('/v1/connections', connectionTo(url, change));

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ path }] } });
  });

  it('is told all at once', async () => {
    const world = await aWorld();

    const answer = await world.client().post('/v1/connections', { name: '', tenant: 5, colour: 'red' });

    const paths = (answer.body.errors as { path: string }[]).map(({ path }) => path);
    expect(paths.sort()).toEqual(['colour', 'credential', 'name', 'orchestratorUrl', 'tenant']);
  });

  it('never repeats a value that was sent', async () => {
    const world = await aWorld();
    const canary = 'canary-7d1e';
    const credential = { kind: 'password', username: `${canary}\u0007`, password: [canary] };

    const answer = await world
      .client()
      .post('/v1/connections', connectionTo(`${canary}://x`, { credential, tenant: { canary } }));

    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(canary);
  });

  it.each(['client-secret', 'integrated', '', 7])('names the kinds of credential there are for %s', async (kind) => {
    const world = await aWorld();

    const answer = await world
      .client()
      .post('/v1/connections', connectionTo(url, { credential: { kind, token: 'x' } }));

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      {
        path: 'credential.kind',
        message: expect.stringContaining('"password", "client-credentials" or "personal-access-token"'),
      },
    ]);
  });

  it.each<[string, object, string]>([
    ['a password without user name', { kind: 'password', password: 'p' }, 'username'],
    ['client credentials without secret', { kind: 'client-credentials', clientId: 'c' }, 'clientSecret'],
    ['client credentials with a user', { ...client, username: 'u' }, 'username'],
    ['a scope with a comma and a line break', { ...client, scope: 'OR.Jobs,\nOR.Folders' }, 'scope'],
    ['an empty scope', { ...client, scope: '' }, 'scope'],
    ['a token without text', { kind: 'personal-access-token', token: '' }, 'token'],
    ['a token with a line break', { kind: 'personal-access-token', token: 'rt_1\n' }, 'token'],
    ['a token beside a password', { kind: 'personal-access-token', token: 'rt_1', password: 'p' }, 'password'],
  ])('with %s is refused by its field', async (_, credential, field) => {
    const world = await aWorld();

    const answer = await world.client().post('/v1/connections', connectionTo(url, { credential }));

    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', errors: [{ path: `credential.${field}` }] },
    });
  });

  it.each([
    ['identity', 'not a URL'],
    ['http://orchestrator.example/identity', 'https'],
    ['https://user:secret@orchestrator.example/identity', 'user name or password'],
    ['https://orchestrator.example/identity?x=1', 'query'],
  ])('as the identity URL %s is refused with the reason', async (identityUrl, reason) => {
    const world = await aWorld();

    const answer = await world.client().post('/v1/connections', connectionTo(url, { identityUrl }));

    expect(answer).toMatchObject({ status: 400, body: { code: 'identity-url-refused' } });
    expect(answer.body.detail).toContain(reason);
    expect(answer.text).not.toContain('secret@');
  });

  it.each([
    ['https://user:secret@orchestrator.example', 'user name or password'],
    ['https://orchestrator.example#x', 'fragment'],
    ['https://orchestrator.example?x=1', 'query'],
    ['http://orchestrator.example', 'https'],
    ['ftp://orchestrator.example', 'https'],
    ['orchestrator', 'not a URL'],
  ])('as the Orchestrator URL %s is refused with the reason', async (orchestratorUrl, reason) => {
    const world = await aWorld();

    const answer = await world.client().post('/v1/connections', connectionTo(orchestratorUrl));

    expect(answer).toMatchObject({ status: 400, body: { code: 'orchestrator-url-refused' } });
    expect(answer.body.detail).toContain(reason);
    expect(answer.text).not.toContain('secret@');
  });

  it.each([
    ['{"name": "x",}', 'line 1, column 14 (position 13)'],
    ['{"name":\n  nul}', 'line 2, column 3 (position 11)'],
    ['{"name": "x"', 'line 1, column 13 (position 12)'],
  ])('that is not JSON is refused with its position: %s', async (body, position) => {
    const world = await aWorld();

    const answer = await world.client().call('POST', '/v1/apps', { body });

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body.detail).toContain(position);
  });

  it.each([
    ['a prototype', '{"input":{"a":[{"__proto__":{"admin":true}}]}}', 'The body has a key "__proto__".'],
    ['endless depth', `{"input":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`, 'nested deeper than 100 levels'],
    ['a number beyond all', '{"input":{"a":1e400}}', 'line 1, column 15 (position 14) cannot be kept exactly'],
    ['a long number', '{"input":{"a":12345678901234567890}}', 'cannot be kept exactly; send it as text'],
    ['broken UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not UTF-8'],
  ])('with %s is refused before it is used', async (_, body, reason) => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);

    const answer = await app.runtime.call('POST', `/v1/processes/${processId}/jobs`, { body });

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body.detail).toContain(reason);
    expect(world.fake.admin.state().jobs).toEqual([]);
  });

  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-type': '' }],
    [{ 'content-encoding': 'gzip' }],
  ])('with the headers %o is not read at all', async (headers) => {
    const world = await aWorld();

    const answer = await world.client().call('POST', '/v1/apps', { body: { name: 'x' }, headers });

    expect(answer).toMatchObject({ status: 415, body: { code: 'media-type-not-supported' } });
  });

  it('larger than 1 MiB is refused, and of 1 MiB is read', async () => {
    const world = await aWorld();
    const bodyOf = (bytes: number) => `{"name":"${'x'.repeat(bytes - 11)}"}`;

    const atLimit = await world.client().call('POST', '/v1/apps', { body: bodyOf(1024 * 1024) });
    const above = await world.client().call('POST', '/v1/apps', { body: bodyOf(1024 * 1024 + 1) });

    expect(atLimit).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }] } });
    expect(above).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  it('larger than 1 MiB of a stranger is refused for the missing key first', async () => {
    const { host } = await aWorld();

    const answer = await createClient(host.server).call('POST', '/v1/apps', { body: 'x'.repeat(2 * 1024 * 1024) });

    expect(answer.status).toBe(401);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1&limit=2',
    'limit=1.5',
    'limit=0x5',
    'limit=1e1',
    'limit=',
    'limit=%205',
    'cursor=bm9uc2Vuc2U',
    'colour=red',
  ])('in the query %s is refused', async (query) => {
    const world = await aWorld();

    const answer = await world.client().get(`/v1/apps?${query}`);

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  it('in a query where none is taken is refused', async () => {
    const world = await aWorld();

    expect(await world.client().get('/healthz?x=1')).toMatchObject({ status: 400, body: { errors: [{ path: 'x' }] } });
  });

  it.each(['/v1/connections/a%00b', `/v1/connections/${'a'.repeat(65)}`, '/v1/apps/%E2%82%AC/keys'])(
    'in the path %s is refused',
    async (path) => {
      const world = await aWorld();

      expect(await world.client().get(path)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    },
  );

  it('in a path that cannot be decoded is refused', async () => {
    const world = await aWorld();

    expect(await world.client().get('/v1/connections/%zz')).toMatchObject({ status: 400 });
  });

  it.each(['', 'x'.repeat(256), 'with space', 'gr\u00fcn'])('as the Idempotency-Key "%s" is refused', async (key) => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);

    const answer = await app.runtime.call('POST', `/v1/processes/${processId}/jobs`, {
      body: {},
      headers: { 'idempotency-key': key },
    });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'idempotency-key' }] } });
  });

  it.each([[{ input: [] }], [{ input: 'x' }], [{ input: null }], [{ inputs: {} }], [[]], ['"text"'], ['null']])(
    'as what a start takes is refused: %o',
    async (body) => {
      const world = await aWorld();
      const { app, processId } = await aBoundApp(world);

      const answer = await app.runtime.post(`/v1/processes/${processId}/jobs`, body);

      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
      expect(world.fake.admin.state().jobs).toEqual([]);
    },
  );

  it('for a process on the user’s own computer is not looked at: 409 it is', async () => {
    const world = await aWorld();
    const { app, connectionId } = await aBoundApp(world);
    const processId = await bind(world, app.id, connectionId, { runOn: 'local-robot' });
    const jobKey = '1c7222dc-416f-4c60-9b17-000000000001';
    const body = '{"no json';

    const answers = [
      await app.runtime.call('POST', `/v1/processes/${processId}/jobs`, { body }),
      await app.runtime.call('POST', `/v1/processes/${processId}/jobs/${jobKey}/stop`, { body }),
      await app.runtime.get(`/v1/processes/${processId}/jobs/${jobKey}/events`),
    ];

    for (const answer of answers) expect(answer).toMatchObject({ status: 409, body: { code: 'runs-locally' } });
  });

  it('does not keep a good request from being answered afterwards', async () => {
    const { host } = await aWorld();

    const answer = await createClient(host.server, adminKey).post('/v1/apps', { name: 'Portal' });

    expect(answer.status).toBe(201);
  });
});
