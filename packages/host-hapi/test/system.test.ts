import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { adminKey, aWorld } from './world/a-world.js';
import { listen } from './world/listener.js';
import { inDatabase } from './world/open-database.js';
import { aBoundApp } from './world/set-up.js';

describe('how the service stands', () => {
  it('is told part by part, without a secret, an address of the database, or anything of a job', async () => {
    const fake = await startFakeOrchestrator({ manual: true });
    onTestFinished(() => fake.close());
    const service = await aService(await aFolder(), { CUELIGHT_EGRESS_ALLOW: '127.0.0.1, *.example' });
    const { app, processId } = await aBoundApp({ ...service, fake });
    const path = `/v1/processes/${processId}/jobs`;
    const started = await app.runtime.post(path, { input: { in_Text: 'canary-input' } });
    const jobKey = String(started.body.jobKey);
    const following = await listen(service.url, `${path}/${jobKey}/events`, app.keys.runtime);
    await following.waitFor(({ event }) => event === 'snapshot');
    await service.client().get('/v1/connections/none');

    const { status, body, text } = await service.client().get('/v1/system');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ version: expect.stringMatching(/^\d+\./), node: process.versions.node, events: 'memory' },
      publicUrl: service.url,
      egress: { isDefault: false, allow: ['127.0.0.1', '*.example'] },
      database: { kind: 'sqlite', schema: expect.stringMatching(/^\d{4}-/), rows: { connections: 1, apps: 1 } },
      secrets: { newIn: 'local' },
      hosts: { alive: [{ kind: 'service', name: expect.stringContaining(`process ${process.pid}`) }] },
      connections: { byState: [{ state: 'verified', count: 1 }] },
      jobs: { followed: 1 },
      failures: { inTheLastHours: 24, failures: [{ code: 'connection-not-found', count: 1 }] },
    });
    expect(Date.parse(String(body.startedAt))).toBeLessThanOrEqual(Date.now());
    for (const canary of [jobKey, 'canary-input', adminKey, 'cuelight.db', processId, ...Object.values(app.keys)]) {
      expect(text).not.toContain(canary);
    }
  });

  it('is told with what is so by default: no public address, and the usual addresses that may be called', async () => {
    const service = await aService(await aFolder(), { CUELIGHT_EGRESS_ALLOW: '', CUELIGHT_PUBLIC_URL: '' });

    const { body } = await service.client().get('/v1/system');

    expect(body.publicUrl).toBeUndefined();
    expect(body.egress).toEqual({ isDefault: true, allow: ['public addresses, RFC 1918 and fc00::/7'] });
  });

  it('is told of every other part where one cannot be asked', async () => {
    const folder = await aFolder();
    const service = await aService(folder);
    await inDatabase(folder, (_, knex) => knex.schema.dropTable('hosts'));

    const { status, body } = await service.client().get('/v1/system');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      hosts: { failure: { code: 'storage-unavailable' } },
      ...{ secrets: { newIn: 'local' }, connections: { byState: [] }, failures: { failures: [] } },
    });
  });

  it('is told of a host by itself, where it was not told what it stands on', async () => {
    const { client } = await aWorld();

    const { body } = await client().get('/v1/system');

    expect(body).toMatchObject({ jobs: { followed: 0 }, connections: { byState: [] } });
    expect(body.database).toBeUndefined();
  });
});
