import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mostFailures } from '../../src/session/failed-sign-ins.js';
import { aForwardClock } from '../world/a-clock.js';
import { aFolder } from '../world/a-folder.js';
import { aService } from '../world/a-service.js';
import { adminKey, aWorld, type World } from '../world/a-world.js';
import { type Answer, createClient } from '../world/client.js';
import { listen } from '../world/listener.js';
import { anApp } from '../world/set-up.js';
import { until } from '../world/until.js';

/** As a page of the service has it in the tests that need no socket. */
const origin = 'http://127.0.0.1:7400';
const ownPage = { origin, host: '127.0.0.1:7400' };

const hourMs = 60 * 60 * 1_000;

/** Signs in, from a page of the service. */
function signIn({ client }: Pick<World, 'client'>, given: object, headers: Readonly<Record<string, string>> = {}) {
  return client(null).call('POST', '/v1/session', { body: given, headers: { ...ownPage, ...headers } });
}

/** What a browser sends back of the cookies of an answer. */
function cookieIn({ headers }: Answer): string {
  const [first = ''] = [headers['set-cookie']].flat().map(String);
  return first.split(';')[0] ?? '';
}

/** A browser in which somebody has signed in. */
async function aBrowser(world: World, given: object = { key: adminKey }) {
  const cookie = cookieIn(await signIn(world, given));
  return {
    cookie,
    call: (method: string, path: string, headers: Readonly<Record<string, string>> = ownPage, body?: unknown) =>
      world.client(null).call(method, path, { headers: { cookie, ...headers }, ...(body !== undefined && { body }) }),
  };
}

describe('signing in', () => {
  it('gives a cookie in the place of a key, out of reach of scripts and of pages elsewhere, for 8 hours', async () => {
    const nowMs = Date.UTC(2026, 10, 26, 8);
    const world = await aWorld({ nowMs: () => nowMs });

    const answer = await signIn(world, { key: adminKey });

    expect(answer).toMatchObject({
      status: 200,
      body: { scope: 'admin', robotPort: 2323, until: '2026-11-26T16:00:00.000Z' },
    });
    expect(answer.headers['set-cookie']).toMatch(
      /^cuelight-session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.text).not.toContain(cookieIn(answer).split('=')[1]);
    expect(JSON.stringify(answer.headers)).not.toContain(adminKey);
  });

  it('lets a designer do what the key may do, and tells who is signed in', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const browser = await aBrowser(world, { key: app.keys.designer });

    const who = await browser.call('GET', '/v1/session');

    expect(who).toMatchObject({ status: 200, body: { scope: 'designer', appId: app.id, until: expect.any(String) } });
    expect(await browser.call('GET', '/v1/connections')).toMatchObject({ status: 200 });
    expect(await browser.call('GET', '/v1/apps')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('is for people: a runtime key and a token are refused, a wrong key is told from them', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const { body } = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { ttlS: 60 });

    const answers = [
      await signIn(world, { key: app.keys.runtime }),
      await signIn(world, { key: body.token }),
      await signIn(world, { key: 'cuelight_wrong' }),
      await signIn(world, { code: 'wrong' }),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'not-allowed'],
      [403, 'not-allowed'],
      [401, 'sign-in-refused'],
      [401, 'sign-in-refused'],
    ]);
    for (const { headers } of answers) expect(headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['neither key nor code', {}, 'key'],
    ['both', { key: 'a', code: 'b' }, 'code'],
    ['a key with a space', { key: 'a b' }, 'key'],
    ['a key that is no text', { key: 7 }, 'key'],
    ['something else', { password: 'x', key: 'a' }, 'password'],
  ])('with %s is refused by its field', async (_, given, path) => {
    const answer = await signIn(await aWorld(), given);

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ path }] } });
  });

  it('needs a page of the service itself', async () => {
    const world = await aWorld();
    const attempt = (headers: Readonly<Record<string, string>>) =>
      world.client(null).call('POST', '/v1/session', { body: { key: adminKey }, headers });

    for (const headers of foreignPages) {
      expect(await attempt(headers)).toMatchObject({ status: 403, body: { code: 'origin-not-own' } });
    }
    expect(await attempt({ origin: 'https://cuelight.example', host: 'Cuelight.example' })).toMatchObject({
      status: 200,
    });
  });

  it('goes by TLS alone wherever the service is reached by it', async () => {
    const fixture = (name: string) => readFile(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');
    const tls = { cert: await fixture('first.pem'), key: await fixture('first.key') };
    const worlds = [
      await aWorld({ tls }),
      await aWorld({ trustedProxies: ['127.0.0.0/8'] }),
      await aWorld({ publicUrl: 'https://cuelight.example/base' }),
    ];
    const pages = [ownPage, ownPage, { origin: 'https://cuelight.example', host: '127.0.0.1:7400' }];

    for (const [number, world] of worlds.entries()) {
      const answer = await signIn(world, { key: adminKey }, pages[number]);
      expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-cuelight-session=.*; SameSite=Strict; Secure$/);
      const headers = { cookie: cookieIn(answer) };
      expect(await world.client(null).call('GET', '/v1/session', { headers })).toMatchObject({ status: 200 });
      const downgraded = { cookie: cookieIn(answer).replace('__Host-', '') };
      expect(await world.client(null).call('GET', '/v1/session', { headers: downgraded })).toMatchObject({
        status: 401,
      });
    }
  });

  it('is refused for a while after many wrong keys, even with the right one, and counts others for themselves', async () => {
    let nowMs = Date.UTC(2026, 10, 26, 8);
    const world = await aWorld({ nowMs: () => nowMs });
    const from = async (remoteAddress: string, key: string) => {
      const { statusCode, headers } = await world.host.server.inject({
        ...{ method: 'POST', url: '/v1/session', remoteAddress, payload: { key } },
        headers: { ...ownPage, 'content-type': 'application/json' },
      });
      return [statusCode, headers['retry-after']];
    };

    for (let attempt = 0; attempt < mostFailures; attempt += 1) {
      expect(await from('127.0.0.1', `wrong-${attempt}`)).toEqual([401, undefined]);
    }
    expect(await from('127.0.0.1', adminKey)).toEqual([429, '60']);
    expect(await from('127.0.0.2', adminKey)).toEqual([200, undefined]);
    nowMs += 60_000;
    expect(await from('127.0.0.1', adminKey)).toEqual([200, undefined]);
  });
});

/** Requests of a page that is not the service's own, or of none. */
const foreignPages: readonly Readonly<Record<string, string>>[] = [
  { host: '127.0.0.1:7400' },
  { host: '127.0.0.1:7400', origin: 'null' },
  { host: '127.0.0.1:7400', origin: 'http://127.0.0.1:7401' },
  { host: '127.0.0.1:7400', origin: 'http://localhost:7400' },
  { host: 'cuelight.example', origin: 'http://cuelight.example' },
  { host: 'cuelight.example', origin: 'https://evil.cuelight.example' },
  { host: 'cuelight.example', origin: 'https://cuelight.example/' },
  { host: 'cuelight.example', origin: 'https://cuelight.example:8443' },
];

describe('a change by somebody who is signed in', () => {
  it('needs a page of the service itself; a read does not', async () => {
    const world = await aWorld();
    const browser = await aBrowser(world);

    for (const headers of foreignPages) {
      const refused = await browser.call('POST', '/v1/apps', headers, { name: 'Portal' });
      expect(refused).toMatchObject({ status: 403, body: { code: 'origin-not-own' } });
      expect(await browser.call('GET', '/v1/apps', headers)).toMatchObject({ status: 200, items: [] });
    }
    expect(await browser.call('POST', '/v1/apps', ownPage, { name: 'Portal' })).toMatchObject({ status: 201 });
  });

  it('is recorded as a change by the key that was signed in with', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const browser = await aBrowser(world, { key: app.keys.admin });

    await browser.call('POST', '/v1/apps', ownPage, { name: 'Portal' });

    const { items } = await world.client().get('/v1/audit?limit=1');
    expect(items).toMatchObject([{ action: 'create-app', actor: { kind: 'api-key', appId: app.id } }]);
  });

  it('is by the key that is sent, where one is sent along', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const { cookie } = await aBrowser(world);
    const withKey = createClient(world.host.server, app.keys.designer);

    expect(await withKey.call('GET', '/v1/session', { headers: { cookie } })).toMatchObject({
      body: { scope: 'designer', appId: app.id },
    });
    expect(
      await createClient(world.host.server, 'wrong').call('GET', '/v1/session', { headers: { cookie } }),
    ).toMatchObject({ status: 401 });
  });

  it('is readable for no page elsewhere, whatever an app lists', async () => {
    const world = await aWorld();
    const made = await world.client().post('/v1/apps', { name: 'Portal', origins: ['https://portal.example'] });
    const { body } = await world.client().post(`/v1/apps/${made.body.id}/keys`, { name: 'all', scope: 'admin' });
    const browser = await aBrowser(world, { key: body.key });

    const answer = await browser.call('GET', `/v1/apps/${made.body.id}/processes`, {
      origin: 'https://portal.example',
    });

    expect(answer.status).toBe(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('a session', () => {
  it('ends after 8 hours', async () => {
    const clock = aForwardClock();
    const world = await aWorld({ clock, nowMs: clock.nowMs });
    const browser = await aBrowser(world);

    clock.forward(8 * hourMs - 60_000);
    expect((await browser.call('GET', '/v1/session')).status).toBe(200);
    clock.forward(60_000);
    expect(await browser.call('GET', '/v1/session')).toMatchObject({ status: 401, body: { code: 'key-required' } });
  });

  it('ends when the key is revoked that it was begun with', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const browser = await aBrowser(world, { key: app.keys.designer });
    const keys = await world.client().get(`/v1/apps/${app.id}/keys`);
    const designerKey = keys.items.find(({ scope }) => scope === 'designer');

    await world.client().delete(`/v1/apps/${app.id}/keys/${designerKey?.id}`);

    expect(await browser.call('GET', '/v1/session')).toMatchObject({ status: 401, body: { code: 'key-required' } });
  });

  it('ends with the sign-out, which takes the cookie away, from a page of the service alone', async () => {
    const world = await aWorld();
    const [browser, other] = [await aBrowser(world), await aBrowser(world)];

    const refused = await browser.call('DELETE', '/v1/session', { host: '127.0.0.1:7400' });
    const still = await browser.call('GET', '/v1/session');
    const answer = await browser.call('DELETE', '/v1/session');

    expect([refused.status, refused.body.code, still.status]).toEqual([403, 'origin-not-own', 200]);
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toEqual([
      '__Host-cuelight-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure',
      'cuelight-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
    ]);
    expect((await browser.call('GET', '/v1/session')).status).toBe(401);
    expect((await other.call('GET', '/v1/session')).status).toBe(200);
    expect((await browser.call('DELETE', '/v1/session')).status).toBe(204);
  });

  it('takes its streams along when it ends', async () => {
    const world = await aWorld();
    const url = await world.host.start();
    const app = await anApp(world);
    const page = { origin: url, host: new URL(url).host };
    const cookie = cookieIn(await signIn(world, { key: adminKey }, page));
    const listener = await listen(url, `/v1/apps/${app.id}/events`, { cookie });
    await listener.waitFor(({ event }) => event === 'snapshot');

    await world.client(null).call('DELETE', '/v1/session', { headers: { cookie, ...page } });

    await listener.waitForEnd();
    expect(listener.heard).toHaveLength(1);
  });

  it('is nobody’s under any other name', async () => {
    const world = await aWorld();
    const { cookie } = await aBrowser(world);
    const wrong = [
      '',
      'cuelight-session',
      'cuelight-session=',
      `x${cookie}`,
      `${cookie}x`,
      cookie.slice(0, -1),
      cookie.replace('cuelight', 'Cuelight'),
      `cuelight-session=${adminKey}`,
      `__Host-${cookie}`,
    ];

    for (const each of wrong) {
      const answer = await world.client(null).call('GET', '/v1/session', { headers: { cookie: each } });
      expect([each, answer.status]).toEqual([each, 401]);
    }
    const among = { cookie: `theme=dark; ${cookie}; other="a=b"` };
    expect(await world.client(null).call('GET', '/v1/session', { headers: among })).toMatchObject({ status: 200 });
  });

  it('is in no line of the log, nor what it was begun with', async () => {
    const world = await aWorld();
    const { body } = await world.client().post('/v1/session/codes');
    const browser = await aBrowser(world, { code: body.code });
    await browser.call('GET', '/v1/session');
    await signIn(world, { code: body.code });
    await signIn(world, { key: 'wrong-canary-1' });

    const logged = world.logged.join('');
    expect(logged).toContain('POST /v1/session');
    for (const secret of [browser.cookie.split('=')[1], body.code, adminKey, 'wrong-canary-1']) {
      expect(logged).not.toContain(secret);
    }
  });
});

describe('a code', () => {
  it('signs somebody in as whoever made it, once', async () => {
    const world = await aWorld();

    const made = await world.client().post('/v1/session/codes');
    const first = await signIn(world, { code: made.body.code });
    const second = await signIn(world, { code: made.body.code });

    expect(made).toMatchObject({ status: 201, body: { code: expect.stringMatching(/^[\w-]{43}$/) } });
    expect(first).toMatchObject({ status: 200, body: { scope: 'admin' } });
    expect(second).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } });
  });

  it('is good for 5 minutes', async () => {
    let nowMs = Date.UTC(2026, 10, 26, 8);
    const world = await aWorld({ nowMs: () => nowMs });
    const [one, other] = [
      await world.client().post('/v1/session/codes'),
      await world.client().post('/v1/session/codes'),
    ];

    nowMs += 299_999;
    const inTime = await signIn(world, { code: one.body.code });
    nowMs += 1;
    const late = await signIn(world, { code: other.body.code });

    expect(one.body.expiresAt).toBe('2026-11-26T08:05:00.000Z');
    expect([inTime.status, late.status]).toEqual([200, 401]);
  });

  it('ends with the key that it was made with', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const { body } = await world.client(app.keys.admin).post('/v1/session/codes');

    await world.client().delete(`/v1/apps/${app.id}`);

    expect(await signIn(world, { code: body.code })).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } });
  });

  it('made in a session lengthens that by nothing', async () => {
    const clock = aForwardClock();
    const world = await aWorld({ clock, nowMs: clock.nowMs });
    const browser = await aBrowser(world);
    const { body: before } = await browser.call('GET', '/v1/session');

    clock.forward(7 * hourMs);
    const { body } = await browser.call('POST', '/v1/session/codes');
    const answer = await signIn(world, { code: body.code });

    expect(answer.body.until).toBe(before.until);
    clock.forward(hourMs - 60_000);
    const { body: last } = await browser.call('POST', '/v1/session/codes');
    clock.forward(60_000);
    expect(await signIn(world, { code: last.code })).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } });
  });
});

describe('a service', () => {
  it('signs people in at its address, and has forgotten them after a restart', async () => {
    const service = await aService(await aFolder());
    const headers = { origin: service.url };
    const answer = await fetch(`${service.url}/v1/session`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ key: adminKey }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const ask = async () => (await fetch(`${service.url}/v1/apps`, { headers: { cookie } })).status;

    expect(await ask()).toBe(200);
    await service.stop();
    await service.start();
    expect(await until(ask, 'an answer')).toBe(401);
  });
});
