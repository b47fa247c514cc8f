import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { aForwardClock } from './world/a-clock.js';
import { adminKey, aWorld } from './world/a-world.js';
import { aBoundApp, anApp } from './world/set-up.js';

const portal = 'https://portal.example';
const elsewhere = 'https://elsewhere.example';

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** A request with any header, as a browser sends it; of a stream of events, what comes first. */
function send(method: string, url: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      const answer = () => resolve({ status: response.statusCode, headers: response.headers, text });
      response.on('data', (chunk) => {
        text += String(chunk);
        if (response.headers['content-type']?.startsWith('text/event-stream') !== true) return;
        answer();
        sent.destroy();
      });
      response.once('end', answer);
    });
    sent.once('error', reject).end(body);
  });
}

const bearer = (key: unknown) => ({ authorization: `Bearer ${key}` });
const opening = (reply: Reply) =>
  Object.fromEntries(Object.entries(reply.headers).filter(([name]) => name.startsWith('access-control-')));

/** A service whose app has pages at an origin, and one whose pages are elsewhere; each with a token. */
async function aServiceWithPages(options: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld(options);
  const url = await world.host.start();
  const { connectionId } = await aBoundApp(world);
  const pages = async (origin: string) => {
    const made = await world.client().post('/v1/apps', { name: 'Portal', origins: [origin] });
    const id = String(made.body.id);
    const { body: key } = await world.client().post(`/v1/apps/${id}/keys`, { name: 'server', scope: 'runtime' });
    const { body } = await world.client(String(key.key)).post(`/v1/apps/${id}/tokens`, { ttlS: 900 });
    return { id, key: key.key, token: body.token };
  };
  return { world, url, connectionId, ours: await pages(portal), theirs: await pages(elsewhere) };
}

describe('what a page of another origin may read', () => {
  it('is what its app answers, and no other origin may', async () => {
    const { url, ours, theirs } = await aServiceWithPages();
    const path = (id: string) => `${url}/v1/apps/${id}/processes`;

    const own = await send('GET', path(ours.id), { ...bearer(ours.token), origin: portal });
    const byKey = await send('GET', path(ours.id), { ...bearer(ours.key), origin: portal });
    const others = [
      await send('GET', path(ours.id), { ...bearer(ours.token), origin: elsewhere }),
      await send('GET', path(theirs.id), { ...bearer(theirs.token), origin: portal }),
      await send('GET', path(ours.id), { ...bearer(ours.token), origin: 'null' }),
      await send('GET', path(ours.id), { ...bearer(ours.token), origin: `${portal}.evil.example` }),
      await send('GET', path(ours.id), bearer(ours.token)),
      await send('GET', path(ours.id), { ...bearer(adminKey), origin: portal }),
      await send('GET', path(ours.id), { ...bearer('cuelight_wrong'), origin: portal }),
    ];

    for (const reply of [own, byKey]) {
      expect(reply.status).toBe(200);
      expect(opening(reply)).toEqual({
        'access-control-allow-origin': portal,
        'access-control-expose-headers': 'retry-after, x-request-id',
      });
    }
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 401]);
    for (const reply of others) expect(opening(reply)).toEqual({});
    for (const reply of [own, byKey, ...others]) expect(reply.headers.vary).toBe('origin');
  });

  it('is why it was refused, too', async () => {
    const { url, ours, theirs } = await aServiceWithPages();
    const headers = { ...bearer(ours.token), origin: portal, 'content-type': 'application/json' };
    const jobs = `${url}/v1/processes/no-such-process/jobs`;

    const refused = [
      await send('POST', jobs, headers, '{}'),
      await send('POST', jobs, { ...headers, 'content-length': String(2 * 1024 * 1024) }, 'x'.repeat(2 * 1024 * 1024)),
      await send('GET', `${url}/v1/apps/${theirs.id}/events`, headers),
    ];

    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
    for (const reply of refused) {
      expect(opening(reply)).toMatchObject({ 'access-control-allow-origin': portal });
      expect(reply.headers.vary).toBe('origin');
    }
  });

  it('is a body that is refused by the server itself, too', async () => {
    const { world, url, ours, connectionId } = await aServiceWithPages();
    const bound = { connectionId, folderKey: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01' };
    const { body } = await world.client().post(`/v1/apps/${ours.id}/processes`, {
      ...bound,
      ...{ releaseKey: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01', runOn: 'orchestrator' },
    });
    const headers = { ...bearer(ours.token), origin: portal, 'content-type': 'application/json' };

    const large = await send('POST', `${url}/v1/processes/${body.id}/jobs`, headers, 'x'.repeat(1024 * 1024 + 1));

    expect(large.status).toBe(413);
    expect(opening(large)).toMatchObject({ 'access-control-allow-origin': portal });
  });

  it('is a stream of events', async () => {
    const { url, ours } = await aServiceWithPages();
    const path = `${url}/v1/apps/${ours.id}/events`;

    const own = await send('GET', path, { ...bearer(ours.token), origin: portal });
    const other = await send('GET', path, { ...bearer(ours.token), origin: elsewhere });

    expect(own.text).toContain('event: snapshot');
    expect(opening(own)).toMatchObject({ 'access-control-allow-origin': portal });
    expect([opening(other), other.headers.vary]).toEqual([{}, 'origin']);
  });

  it('is nothing that a token may not call', async () => {
    const { url, world, ours } = await aServiceWithPages();
    const { body } = await world.client().post(`/v1/apps/${ours.id}/keys`, { name: 'all', scope: 'admin' });

    const routes = ['/v1/apps', '/v1/connections', '/v1/audit', '/v1/session', '/healthz', '/metrics', '/nowhere'];
    for (const path of routes) {
      const reply = await send('GET', `${url}${path}`, { ...bearer(body.key), origin: portal });
      expect([path, opening(reply)]).toEqual([path, {}]);
    }
    const made = await send(
      'POST',
      `${url}/v1/apps/${ours.id}/tokens`,
      { ...bearer(ours.key), origin: portal, 'content-type': 'application/json' },
      '{"ttlS":60}',
    );
    expect([made.status, opening(made)]).toEqual([201, {}]);
  });
});

describe('what a browser asks before', () => {
  const asks = (method: string, origin: string) => ({
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
  });

  it('is answered for the origins that an app lists, without a key', async () => {
    const { url } = await aServiceWithPages();

    const reply = await send('OPTIONS', `${url}/v1/processes/any/jobs`, asks('POST', portal));

    expect(reply.status).toBe(204);
    expect(opening(reply)).toEqual({
      'access-control-allow-origin': portal,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key, last-event-id',
      'access-control-max-age': '600',
    });
    expect([reply.headers.vary, reply.text]).toEqual(['origin', '']);
  });

  it('is answered on every route that a token may call, the same whether there is such a thing', async () => {
    const { url, ours } = await aServiceWithPages();
    const job = '/v1/processes/any/jobs/any';

    for (const [method, path] of [
      ['GET', `/v1/apps/${ours.id}/processes`],
      ['GET', `/v1/apps/any/events`],
      ['GET', job],
      ['POST', `${job}/stop`],
      ['GET', `${job}/events`],
    ] as const) {
      const reply = await send('OPTIONS', `${url}${path}`, asks(method, portal));
      expect([path, reply.status, opening(reply)['access-control-allow-methods']]).toEqual([path, 204, method]);
    }
  });

  it.each([
    ['an origin that no app lists', '/v1/processes/any/jobs', asks('POST', 'https://stranger.example')],
    ['no page in particular', '/v1/processes/any/jobs', asks('POST', 'null')],
    ['all pages', '/v1/processes/any/jobs', asks('POST', '*')],
    ['a method that a token may not use', '/v1/apps/any/processes', asks('POST', portal)],
    ['a route that a token may not call', '/v1/apps/any/tokens', asks('POST', portal)],
    ['the sign-in', '/v1/session', asks('POST', portal)],
    ['what is no route', '/nowhere', asks('GET', portal)],
    ['nothing', '/v1/processes/any/jobs', { origin: portal }],
  ])('is refused as to any stranger for %s', async (_, path, headers) => {
    const { url } = await aServiceWithPages();

    const reply = await send('OPTIONS', `${url}${path}`, headers);

    expect([reply.status, opening(reply)]).toEqual([401, {}]);
    expect(reply.text).toContain('key-required');
  });
});

describe('an app whose pages move to another host', () => {
  it('opens to the new origin and closes to the old one: at once what is read, within a second what is asked before', async () => {
    const clock = aForwardClock();
    const { world, url, ours } = await aServiceWithPages({ clock });
    const moved = 'https://moved.example';
    const path = `${url}/v1/apps/${ours.id}/processes`;
    const read = async (origin: string) =>
      opening(await send('GET', path, { ...bearer(ours.token), origin }))['access-control-allow-origin'];
    const asked = async (origin: string) =>
      (await send('OPTIONS', path, { origin, 'access-control-request-method': 'GET' })).status;
    const seen = async () => [await read(portal), await read(moved), await asked(portal), await asked(moved)];

    const before = await seen();
    await world.client().call('PATCH', `/v1/apps/${ours.id}`, { body: { origins: [moved] } });
    const atOnce = [await read(portal), await read(moved)];
    clock.forward(1_000);

    expect(before).toEqual([portal, undefined, 204, 401]);
    expect(atOnce).toEqual([undefined, moved]);
    expect(await seen()).toEqual([undefined, moved, 401, 204]);
  });
});

describe('an app without origins', () => {
  it('opens nothing to any page', async () => {
    const world = await aWorld();
    const url = await world.host.start();
    const app = await anApp(world);

    const reply = await send('GET', `${url}/v1/apps/${app.id}/processes`, {
      ...bearer(app.keys.runtime),
      origin: portal,
    });

    expect([reply.status, opening(reply)]).toEqual([200, {}]);
  });
});
