import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aConnection, exampleId } from '@cuelight/test-harness/contracts/examples';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aHeldRotation, type HeldRotation, twoMasterKeys } from './world/a-held-rotation.js';
import { aMysqlDatabase, needsMysql } from './world/a-mysql-database.js';
import { aService } from './world/a-service.js';
import { aWorld } from './world/a-world.js';
import type { Answer } from './world/client.js';
import { inDatabase } from './world/open-database.js';
import { anApp, connect } from './world/set-up.js';
import { until } from './world/until.js';

interface Key {
  readonly id: string;
  readonly isSealing: boolean;
  readonly secrets: number;
}

const keysOf = ({ body }: Answer) => (body.masterKeys as { readonly keys: readonly Key[] }).keys;
const endOf = (service: Pick<HeldRotation, 'client'>) =>
  until(async () => {
    const answer = await service.client().get('/v1/secrets');
    const rotation = answer.body.rotation as { readonly state: string } | undefined;
    return rotation?.state === 'running' ? undefined : answer;
  }, 'the end of the rotation');
const rotate = ({ client }: Pick<HeldRotation, 'client'>, to = 'k2', key?: string) =>
  client(key).post('/v1/secrets/rotation', { to });
const recorded = async ({ client }: Pick<HeldRotation, 'client'>) => {
  const { items } = await client().get('/v1/audit?limit=200');
  return items.filter(({ action }) => action === 'rotate-master-key').toReversed();
};

async function aConnectedHost(dataFolder: string, environment?: Readonly<Record<string, string>>) {
  const fake = await startFakeOrchestrator({ manual: true });
  onTestFinished(() => fake.close());
  const host = await aHeldRotation(dataFolder, environment);
  return { fake, host, connectionId: await connect({ ...host, fake }) };
}

const databases = [
  { name: 'SQLite', needed: () => {}, open: async () => ({}) },
  {
    name: 'MySQL',
    needed: needsMysql,
    open: async () => ({ CUELIGHT_DATABASE_URL: (await aMysqlDatabase()).url }),
  },
];

describe.each(databases)('the master key of a running service on $name', ({ needed, open }) => {
  needed();

  it('is rotated on request while the service goes on, one rotation at a time, recorded as of who asked', async () => {
    const { host, fake, connectionId } = await aConnectedHost(await aFolder(), await open());
    const app = await anApp(host);
    const before = await host.client().get('/v1/secrets');

    const begun = await rotate(host, 'k2', app.keys.admin);
    await host.waitForRow();
    const meanwhile = await host.client().get('/v1/secrets');
    const second = await rotate(host);
    await connect({ ...host, fake });
    host.letGo();
    const after = await endOf(host);

    expect(before.body).toMatchObject({
      newIn: 'local',
      backends: [{ name: 'local', secrets: 5 }],
      masterKeys: {
        from: ['setting'],
        keys: [
          { id: 'k1', isSealing: true, secrets: 5 },
          { id: 'k2', secrets: 0 },
        ],
      },
    });
    expect(before.body.rotation).toBeUndefined();
    expect(begun).toMatchObject({ status: 202, body: { to: 'k2', state: 'running' } });
    expect(meanwhile.body.rotation).toMatchObject({ to: 'k2', state: 'running', done: 1, total: 5 });
    expect(second).toMatchObject({ status: 409, body: { code: 'rotation-under-way' } });
    expect(after.body).toMatchObject({
      masterKeys: {
        keys: [
          { id: 'k1', isSealing: false, secrets: 0 },
          { id: 'k2', isSealing: true, secrets: 6 },
        ],
      },
      rotation: { to: 'k2', state: 'done', done: 6, total: 6 },
    });
    expect(await host.client().get(`/v1/connections/${connectionId}/folders`)).toMatchObject({ status: 200 });
    expect(await recorded(host)).toMatchObject([
      { phase: 'begun', actor: { kind: 'api-key', appId: app.id } },
      { phase: 'done', actor: { kind: 'api-key', appId: app.id } },
    ]);
    for (const { text } of [before, begun, meanwhile, second, after])
      for (const key of twoMasterKeys.split(',')) expect(text).not.toContain(key.slice(3));
  });

  it('is left half rotated by a service that ends in the middle, and wholly by the next that is asked', async () => {
    const [folder, environment] = [await aFolder(), await open()];
    const { host } = await aConnectedHost(folder, environment);
    await rotate(host);
    await host.waitForRow();
    await host.stop();

    const next = await aHeldRotation(folder, environment);
    const halfDone = await next.client().get('/v1/secrets');
    next.letGo();
    await rotate(next);
    const after = await endOf(next);

    expect(keysOf(halfDone)).toMatchObject([{ secrets: 4 }, { id: 'k2', isSealing: true, secrets: 1 }]);
    expect(halfDone.body.rotation).toBeUndefined();
    expect(after.body.rotation).toMatchObject({ state: 'done', done: 5, total: 5 });
    expect(await recorded(next)).toMatchObject([
      { phase: 'begun' },
      { phase: 'failed', code: 'cut-short' },
      { phase: 'begun' },
      { phase: 'done' },
    ]);
  });
});

describe('a rotation that cannot be', () => {
  it('is refused while a live host lacks the key, or this one does, and changes nothing', async () => {
    const folder = await aFolder();
    const { host } = await aConnectedHost(folder);
    const other = { id: 'other', name: 'web-2, process 1', kind: 'service', startedAtMs: 0 } as const;
    await inDatabase(folder, ({ hosts }) => hosts.beat({ ...other, masterKeyIds: ['k1'], secretBackends: ['local'] }));

    const [lacking, unknown] = [await rotate(host), await rotate(host, 'k3')];
    const { body } = await host.client().get('/v1/secrets');

    expect(lacking).toMatchObject({ status: 409, body: { code: 'host-lacks-master-key' } });
    expect(lacking.body.detail).toContain('web-2, process 1');
    expect(unknown).toMatchObject({ status: 503, body: { code: 'master-key-missing' } });
    expect(body.masterKeys).toMatchObject({
      keys: [
        { isSealing: true, isOnEveryHost: true },
        { isSealing: false, secrets: 0, isOnEveryHost: false },
      ],
    });
    expect(body.rotation).toBeUndefined();
    expect((await recorded(host)).map(({ phase, code }) => code ?? phase)).toEqual([
      ...['begun', 'host-lacks-master-key', 'begun', 'master-key-missing'],
    ]);
  });

  it('does not repeat a key that somebody gives in the place of its id', async () => {
    const { client } = await aWorld();
    const key = Buffer.alloc(32, 9).toString('base64');

    const answer = await client().post('/v1/secrets/rotation', { to: `k2:${key}` });

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.text).not.toContain(key.slice(0, 20));
  });

  it('is none of a host that was given its secrets without being told where they are', async () => {
    const { client } = await aWorld();

    expect(await client().get('/v1/secrets')).toMatchObject({ status: 200, body: { backends: [], hosts: [] } });
    expect(await client().post('/v1/secrets/rotation', { to: 'k2' })).toMatchObject({
      status: 503,
      body: { code: 'master-key-missing' },
    });
  });

  it('fails where something still needs the old key, and says so', async () => {
    const folder = await aFolder();
    const { host } = await aConnectedHost(folder);
    host.letGo();
    await inDatabase(folder, (_, knex) =>
      knex('sealed_records').insert({
        name: 'gone/credential',
        version: '1',
        owner: 'gone',
        master_key_id: 'k1',
        sealed: 'x',
      }),
    );

    await rotate(host);

    expect((await endOf(host)).body.rotation).toMatchObject({
      state: 'failed',
      ...{ done: 5, total: 6 },
      failure: { code: 'master-key-still-needed', detail: 'Still in need of the master key k1: 1.' },
    });
  });
});

describe('a service that ends in the middle of a rotation', () => {
  it('waits for the secret that it is at, and records that the rotation was cut short', async () => {
    const folder = await aFolder();
    const service = await aService(folder, { CUELIGHT_MASTER_KEYS: twoMasterKeys });
    await inDatabase(folder, async ({ connections }) => {
      for (let n = 0; n < 200; n += 1) await connections.insert(aConnection({ id: exampleId(n) }));
    });

    expect(await rotate(service)).toMatchObject({ status: 202 });
    await service.stop();
    const log = await inDatabase(folder, ({ auditLog }) => auditLog.list({ order: 'newest-first', limit: 1 }));

    expect(log.ok && log.value).toMatchObject([{ action: 'rotate-master-key', phase: 'failed', code: 'cut-short' }]);
  });
});

describe('a service with a master key in a file that the settings name', () => {
  it('tells that it is there', async () => {
    const folder = await aFolder();
    const file = join(folder, 'keys');
    await writeFile(file, twoMasterKeys.replace(',', '\n'), { mode: 0o600 });
    const service = await aService(folder, { CUELIGHT_MASTER_KEYS_FILE: file });

    expect((await service.client().get('/v1/secrets')).body.masterKeys).toMatchObject({ from: ['file'] });
  });
});

describe('a service with a master key that was made for it', () => {
  it('tells that it is in a file beside the database, which host has it, and since when it seals', async () => {
    const startedAtMs = Date.now();
    const service = await aService(await aFolder());

    const { body } = await service.client().get('/v1/secrets');

    expect(body.masterKeys).toMatchObject({
      from: ['file-beside-database'],
      keys: [{ isSealing: true, isOnEveryHost: true, hosts: [expect.stringContaining(`process ${process.pid}`)] }],
    });
    const [key] = keysOf({ body } as Answer) as readonly (Key & { readonly sealingSince: string })[];
    expect(Math.abs(Date.parse(key?.sealingSince ?? '') - startedAtMs)).toBeLessThan(60_000);
  });
});
