import { describe, expect, it } from 'vitest';
import { aWorld } from './world/a-world.js';
import { openApi } from './world/conformance.js';

describe('what operators ask', () => {
  it('says that it lives and that it is ready, without a key', async () => {
    const anyone = (await aWorld()).client(null);

    expect(await anyone.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await anyone.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('is not ready while what it relies on does not work, and says when to try again', async () => {
    const world = await aWorld({ isReady: async () => false });

    const answer = await world.client(null).get('/readyz');

    expect(answer).toMatchObject({ status: 503, body: { code: 'not-ready' }, headers: { 'retry-after': '10' } });
  });

  it('describes itself as OpenAPI 3.1, without a key', async () => {
    const answer = await (await aWorld()).client(null).get('/openapi.json');

    expect(answer.status).toBe(200);
    expect(answer.body.openapi).toMatch(/^3\.1\./);
    expect(answer.body.paths).toEqual(openApi.paths);
  });

  it('tells of each route by what somebody is known who may call it', async () => {
    const { body } = await (await aWorld()).client(null).get('/openapi.json');
    const { paths, components } = body as {
      paths: Record<string, Record<string, { security: readonly object[]; 'x-scopes'?: readonly string[] }>>;
      components: { securitySchemes: Record<string, object> };
    };
    const of = (method: string, path: string) => paths[path]?.[method];

    expect(components.securitySchemes).toMatchObject({
      key: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: '__Host-cuelight-session' },
    });
    expect(of('post', '/v1/processes/{processId}/jobs')).toMatchObject({
      security: [{ key: [] }, { session: [] }],
      'x-scopes': ['admin', 'runtime', 'token'],
    });
    expect(of('post', '/v1/apps/{id}/tokens')?.['x-scopes']).toEqual(['admin', 'runtime']);
    expect(of('post', '/v1/session')).toMatchObject({ security: [] });
    expect(of('get', '/metrics')?.security).toEqual([{ key: [] }, { session: [] }, {}]);
  });

  it('gives every answer a trace id of its own', async () => {
    const anyone = (await aWorld()).client(null);

    const [first, second] = [await anyone.get('/healthz'), await anyone.get('/nowhere')];

    expect(first.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });
});

describe('what no route answers', () => {
  it('tells strangers nothing of the routes there are', async () => {
    const answer = await (await aWorld()).client(null).get('/v1/nowhere');

    expect(answer).toMatchObject({ status: 401, body: { code: 'key-required' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="cuelight"');
  });

  it('is a problem for those with a key', async () => {
    const answer = await (await aWorld()).client().get('/v1/nowhere');

    expect(answer).toMatchObject({ status: 404, body: { code: 'route-not-found', status: 404 } });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('names the methods that an address takes', async () => {
    const answer = await (await aWorld()).client().call('PUT', '/v1/apps', { body: {} });

    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(answer.headers.allow).toBe('GET, POST');
  });
});
