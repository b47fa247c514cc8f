import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { Secret } from '@cuelight/core';
import { freePort } from '@cuelight/test-harness/free-port';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog, type Settings, serve } from '../src/index.js';
import { aFolder } from './world/a-folder.js';
import { adminKey } from './world/a-world.js';
import { createHttpClient } from './world/client.js';
import { inDatabase } from './world/open-database.js';

const log = createLog('silent');

function settingsIn(folder: string, change: Partial<Settings> = {}): Settings {
  return {
    address: '127.0.0.1',
    port: 0,
    database: { kind: 'sqlite', file: join(folder, 'cuelight.db') },
    secrets: { newIn: 'local', also: [] },
    robotPort: 2323,
    logLevel: 'silent',
    ...change,
  };
}

/** Why the service did not start; one that did ends the test. */
async function refusalOf(settings: Settings): Promise<string> {
  const started = await serve(settings, log);
  if (!started.ok) return `${started.failure.detail} ${started.failure.remedy}`;
  await started.value.stop();
  throw new Error('the service started');
}

function masterKeys(id: string): Secret {
  return new Secret(`${id}:${Buffer.alloc(32, id).toString('base64')}`);
}

/** Adds a connection that Cuelight cannot have written. */
async function addSpoiledConnection(file: string): Promise<void> {
  const database = await openSqlite({ file });
  if (!database.ok) throw new Error(database.failure.detail);
  await database.value.knex('connections').insert({
    id: 'c1',
    name: 'Finance',
    orchestrator_url: 'no URL',
    origin: 'no origin',
    tenant: 'Default',
    status: 'verified',
    subscription: 'webhook',
    created_at_ms: 0,
    revision: 1,
  });
  await database.value.close();
}

describe('starting the service', () => {
  it('says that the port is taken, and what to do', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());

    const refusal = await refusalOf(settingsIn(await aFolder(), { port }));

    expect(refusal).toBe(
      `Port ${port} at 127.0.0.1 cannot be listened at: it is taken. End what uses it, or set CUELIGHT_HOST and CUELIGHT_PORT to others.`,
    );
  });

  it('names the master key that is missing, and what to do', async () => {
    const folder = await aFolder();
    const first = await serve(settingsIn(folder, { masterKeys: masterKeys('k1') }), log);
    if (!first.ok) throw new Error(first.failure.detail);
    await first.value.stop();

    const refusal = await refusalOf(settingsIn(folder, { masterKeys: masterKeys('k2') }));

    expect(refusal).toContain('k1');
    expect(refusal).toContain('CUELIGHT_MASTER_KEYS');
  });

  it('names the master key that is not the one it is named after, and what to do', async () => {
    const folder = await aFolder();
    const first = await serve(settingsIn(folder, { masterKeys: masterKeys('k1') }), log);
    if (!first.ok) throw new Error(first.failure.detail);
    await first.value.stop();
    const other = new Secret(`k1:${Buffer.alloc(32, 'other').toString('base64')}`);

    const refusal = await refusalOf(settingsIn(folder, { masterKeys: other }));
    await inDatabase(folder, (_, knex) => knex('master_keys').delete());
    const refusalWithoutCheckValues = await refusalOf(settingsIn(folder, { masterKeys: other }));

    expect(refusal).toContain('not those that this database knows by their id: k1. Give the key that other hosts have');
    expect(refusalWithoutCheckValues).toContain('The master key k1 does not open this database');
    for (const text of [refusal, refusalWithoutCheckValues]) {
      expect(text).not.toContain(other.reveal().slice('k1:'.length));
    }
  });

  it('warns of key files that others may read', async () => {
    const folder = await aFolder();
    const settings = settingsIn(folder);
    const first = await serve(settings, log);
    if (!first.ok) throw new Error(first.failure.detail);
    await first.value.stop();
    await chmod(join(folder, 'admin-key'), 0o640);
    const logged: string[] = [];

    const second = await serve(
      settings,
      createLog('warn', (line) => void logged.push(line)),
    );

    if (!second.ok) throw new Error(second.failure.detail);
    await second.value.stop();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(join(folder, 'admin-key'));
  });

  it('goes on when a connection cannot be read, logs it, and says so to whoever asks for that one alone', async () => {
    const folder = await aFolder();
    const settings = settingsIn(folder, { adminKey: new Secret(adminKey) });
    const first = await serve(settings, log);
    if (!first.ok) throw new Error(first.failure.detail);
    await first.value.stop();
    await addSpoiledConnection(join(folder, 'cuelight.db'));
    const logged: string[] = [];

    const second = await serve(
      settings,
      createLog('warn', (line) => void logged.push(line)),
    );
    if (!second.ok) throw new Error(second.failure.detail);
    const client = createHttpClient(second.value.url, adminKey);
    const list = await client.get('/v1/connections');
    const one = await client.get('/v1/connections/c1');
    await second.value.stop();

    expect(list).toMatchObject({ status: 200, body: { items: [] } });
    expect(one).toMatchObject({ status: 503, body: { code: 'connection-unreadable' } });
    expect(logged.join('')).toContain('connection-unreadable');
    expect(logged.join('')).toContain('"c1"');
    expect(logged.join('')).not.toMatch(/cannot be taken|sweeping failed|no URL/);
  });

  it('does not take a file that is too short for an admin key', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'admin-key'), 'changeme\n');

    const refusal = await refusalOf(settingsIn(folder));

    expect(refusal).toContain(`The admin key in ${join(folder, 'admin-key')} has fewer than 32 characters.`);
    expect(refusal).not.toContain('changeme');
  });

  it('says that a file is no database', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'cuelight.db'), 'this is no database, but long enough to be taken for one'.repeat(50));

    expect(await refusalOf(settingsIn(folder))).toBe(
      `The file ${join(folder, 'cuelight.db')} is not a Cuelight database. Name the right file in CUELIGHT_DATABASE_URL, or restore a backup.`,
    );
  });
});
