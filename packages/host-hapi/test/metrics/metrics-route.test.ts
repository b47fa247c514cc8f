import { describe, expect, it } from 'vitest';
import { metricDocs } from '../../src/metrics/metric-docs.js';
import { aFolder } from '../world/a-folder.js';
import { aService } from '../world/a-service.js';
import { adminKey, aWorld, type World } from '../world/a-world.js';
import { aBoundApp, anApp } from '../world/set-up.js';

const elsewhere = '203.0.113.5';

async function asked({ host }: World, remoteAddress: string, headers: Readonly<Record<string, string>> = {}) {
  const { statusCode, payload } = await host.server.inject({ url: '/metrics', remoteAddress, headers });
  return { statusCode, text: payload };
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('GET /metrics', () => {
  it('is open on the machine of the service itself', async () => {
    const world = await aWorld();

    for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) {
      expect(await asked(world, address)).toMatchObject({ statusCode: 200, text: expect.stringContaining('# HELP') });
    }
  });

  it('needs a key from elsewhere, of whatever scope', async () => {
    const world = await aWorld();
    const { keys } = await anApp(world);

    expect(await asked(world, elsewhere)).toMatchObject({ statusCode: 401 });
    expect(await asked(world, elsewhere, bearer('wrong'))).toMatchObject({ statusCode: 401 });
    for (const key of [adminKey, ...Object.values(keys)]) {
      expect(await asked(world, elsewhere, bearer(key))).toMatchObject({ statusCode: 200 });
    }
  });

  it('needs a key where a proxy on this machine asks for somebody else', async () => {
    const world = await aWorld();

    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-proto']) {
      expect(await asked(world, '127.0.0.1', { [name]: '127.0.0.1' })).toMatchObject({ statusCode: 401 });
    }
  });

  it('needs a key on this machine while the operator has named proxies on it', async () => {
    const beside = await aWorld({ trustedProxies: ['127.0.0.0/8'] });
    const before = await aWorld({ trustedProxies: ['10.1.0.0/16'] });

    expect(await asked(beside, '127.0.0.1')).toMatchObject({ statusCode: 401 });
    expect(await asked(before, '127.0.0.1')).toMatchObject({ statusCode: 200 });
    expect(await asked(before, '10.1.0.9')).toMatchObject({ statusCode: 401 });
  });

  it('needs a key at a service whose public address another program on this machine must serve', async () => {
    const service = await aService(await aFolder(), { CUELIGHT_PUBLIC_URL: 'https://cuelight.example' });

    expect((await fetch(`${service.url}/metrics`)).status).toBe(401);
    expect((await service.client().get('/metrics')).status).toBe(200);
  });

  it('counts what was asked by the template of its route, and holds neither ids nor process data', async () => {
    const world = await aWorld();
    const { app, processId, connectionId } = await aBoundApp(world);
    const input = { in_Text: 'canary-3c1e' };
    const { body } = await app.runtime.post(`/v1/processes/${processId}/jobs`, { input });
    await app.runtime.get(`/v1/processes/${processId}/jobs/${body.jobKey}`);
    await world.client().get('/v1/connections/canary-3c1f');
    await world.client(null).get('/canary-3c20');

    const { text } = await asked(world, '127.0.0.1');

    const lines = text.split('\n');
    const ofJob =
      'cuelight_http_requests_total{method="GET",route="/v1/processes/{processId}/jobs/{jobKey}",status="2xx"} 1';
    expect(lines).toContain(ofJob);
    expect(lines).toContain('cuelight_http_requests_total{method="GET",route="/{any*}",status="4xx"} 1');
    expect(lines).toContain('cuelight_refusals_total{code="connection-not-found"} 1');
    for (const hidden of ['canary', processId, connectionId, app.id, String(body.jobKey)])
      expect(text).not.toContain(hidden);
  });

  it('has every metric of the documentation, and no other', async () => {
    const { text } = await asked(await aWorld(), '127.0.0.1');

    const names = [...text.matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual(Object.keys(metricDocs).sort());
  });

  it('takes no query', async () => {
    const { host } = await aWorld();

    expect((await host.server.inject('/metrics?format=json')).statusCode).toBe(400);
  });
});
