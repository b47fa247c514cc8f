import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder, bytesOfAll } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { aWorld, type World } from './world/a-world.js';
import type { Row } from './world/client.js';
import { openApi } from './world/conformance.js';
import { anApp, connect, connectionTo } from './world/set-up.js';

const fromEnv = 'CUELIGHT_CREDENTIAL_FINANCE';
const credential = { kind: 'password', username: 'admin', password: { fromEnv } };
const environment = { [fromEnv]: 'admin-password' };

const post = (world: World, body: Row) => world.client().post('/v1/connections', connectionTo(world.fake.url, body));

describe('a connection whose password is in the environment', () => {
  it('is made, and works', async () => {
    const world = await aWorld({ environment });

    const made = await post(world, { credential });

    expect(made).toMatchObject({ status: 201, body: { status: 'verified', diagnosis: { verdict: 'warn' } } });
    expect(await world.client().get(`/v1/connections/${made.body.id}/folders`)).toMatchObject({ status: 200 });
    expect(made.text + world.logged.join('')).not.toContain('admin-password');
  });

  it('can be had by replacing a credential, and by changing the target', async () => {
    const world = await aWorld({ environment });
    const id = await connect(world);

    const replaced = await world.client().call('PUT', `/v1/connections/${id}/credential`, { body: credential });
    const changed = await world
      .client()
      .call('PATCH', `/v1/connections/${id}`, { body: { tenant: 'Default', credential } });

    expect([replaced.status, changed.status]).toEqual([200, 200]);
    expect(await world.client().get(`/v1/connections/${id}/folders`)).toMatchObject({ status: 200 });
  });

  it('is for admins alone: a designer would learn by it what the environment holds', async () => {
    const world = await aWorld({ environment });
    await connect(world);
    const { designer } = await anApp(world);

    const answer = await designer.post('/v1/connections', connectionTo(world.fake.url, { credential }));

    expect(answer).toMatchObject({ status: 403, body: { code: 'environment-needs-admin' } });
    expect(await designer.post('/v1/connections', connectionTo(world.fake.url))).toMatchObject({ status: 201 });
  });

  it('is refused by the name of the variable when that is not set, and nothing is left behind', async () => {
    const world = await aWorld();

    const answer = await post(world, { credential });

    expect(answer).toMatchObject({ status: 503, body: { code: 'secret-missing' } });
    expect(answer.body.detail).toContain(fromEnv);
    expect((await world.client().get('/v1/connections')).items).toEqual([]);
  });

  it('fails its check when the variable holds a wrong password, which is not shown', async () => {
    const world = await aWorld({ environment: { [fromEnv]: 'wrong-canary' } });

    const answer = await post(world, { credential });

    expect(answer).toMatchObject({ status: 422, body: { code: 'check-failed' } });
    expect(answer.text + world.logged.join('')).not.toContain('canary');
  });

  it.each<[string, unknown, string]>([
    ['another variable of ours', { fromEnv: 'CUELIGHT_MASTER_KEYS' }, 'credential.password.fromEnv'],
    ['any other variable', { fromEnv: 'PATH' }, 'credential.password.fromEnv'],
    ['the prefix alone', { fromEnv: 'CUELIGHT_CREDENTIAL_' }, 'credential.password.fromEnv'],
    ['no variable', {}, 'credential.password.fromEnv'],
    ['more than a variable', { fromEnv, default: 'x' }, 'credential.password.default'],
    ['neither text nor variable', 7, 'credential.password'],
    ['an empty text', '', 'credential.password'],
    ['nothing', undefined, 'credential.password'],
  ])('is refused by its field with %s', async (_, password, path) => {
    const world = await aWorld({ environment });

    const answer = await post(world, { credential: { kind: 'password', username: 'admin', password } });

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ path }] } });
  });

  it('is described in /openapi.json, for each kind of credential', () => {
    const body = JSON.stringify(openApi.paths['/v1/connections/{id}/credential']?.put);

    expect(body.match(/"pattern":"\^CUELIGHT_CREDENTIAL_/g)).toHaveLength(3);
    expect(body).toContain('Admins only');
  });

  it('stores nothing of the password, and uses another one after a restart', async () => {
    const fake = await startFakeOrchestrator({ manual: true });
    onTestFinished(() => fake.close());
    const folder = await aFolder();
    const changing: Record<string, string> = { ...environment };
    const service = await aService(folder, changing);
    const made = await service.client().post('/v1/connections', connectionTo(fake.url, { credential }));
    const folders = () => service.client().get(`/v1/connections/${made.body.id}/folders`);
    expect((await folders()).status).toBe(200);

    const stored = (await bytesOfAll(folder)).map(({ bytes }) => bytes.toString('latin1'));
    expect(stored.join('')).toContain('Finance Orchestrator');
    expect(stored.join('') + service.logged.join('')).not.toContain('admin-password');

    for (const [value, status, code] of [
      ['another-password', 409, 'credentials-refused'],
      ['', 503, 'secret-missing'],
      ['admin-password', 200, undefined],
    ] as const) {
      await service.stop();
      changing[fromEnv] = value;
      await service.start();
      const answer = await folders();
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
  });
});
