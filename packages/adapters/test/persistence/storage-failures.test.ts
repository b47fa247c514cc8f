import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ConnectionRepository, Notice } from '@cuelight/core';
import { aConnection, anApiKey, anApp, aProcessReference, exampleId } from '@cuelight/test-harness/contracts/examples';
import { describe, expect, it } from 'vitest';
import { createSqlPersistence, migrate, migrationState } from '../../src/persistence/sql/index.js';
import { temporaryFolder } from '../temporary-folder.js';
import { type Dialect, dialects } from './dialects.js';
import { type Migrated, openMigrated } from './open-migrated.js';

const canary = 'canary-5d1c';
const page = { limit: 10 };
const ref = { backend: 'local', name: canary, version: canary };

/** Everything that can be asked of a database. */
function everyCall({ persistence, knex }: Migrated) {
  const { connections, apps, apiKeys, processReferences, auditLog, sealedRecords, masterKeyState, serviceSecretRows } =
    persistence;
  const { secretsByBackend } = persistence;
  const entry = { seq: 1, atMs: 1, actor: { kind: canary }, action: canary, phase: canary, subject: {}, hash: canary };
  const record = { name: canary, version: canary, owner: canary, masterKeyId: 'k1', sealed: canary };
  return {
    'connections.insert': () => connections.insert(aConnection({ name: canary })),
    'connections.find': () => connections.find(canary),
    'connections.list': () => connections.list(page, ['verified']),
    'connections.hasOrigin': () => connections.hasOrigin(canary),
    'connections.replace': () => connections.replace(aConnection({ name: canary })),
    'connections.delete': () => connections.delete(canary),
    'apps.insert': () => apps.insert(anApp({ name: canary })),
    'apps.find': () => apps.find(canary),
    'apps.list': () => apps.list(page),
    'apps.change': () => apps.change(canary, { name: canary, origins: [canary] }),
    'apps.delete': () => apps.delete(canary),
    'apiKeys.insert': () => apiKeys.insert(anApiKey({ hash: canary })),
    'apiKeys.find': () => apiKeys.find(canary),
    'apiKeys.findByHash': () => apiKeys.findByHash(canary),
    'apiKeys.list': () => apiKeys.list(canary, page),
    'apiKeys.delete': () => apiKeys.delete(canary, canary),
    'processReferences.insert': () => processReferences.insert(aProcessReference({ packageId: canary })),
    'processReferences.find': () => processReferences.find(canary),
    'processReferences.list': () => processReferences.list({ appId: canary }, page),
    'processReferences.noteVersion': () => processReferences.noteVersion(canary, canary),
    'processReferences.delete': () => processReferences.delete(canary, canary),
    'processReferences.deleteByConnection': () => processReferences.deleteByConnection(canary),
    'auditLog.end': () => auditLog.end(),
    'auditLog.append': () => auditLog.append(entry, canary),
    'auditLog.list': () => auditLog.list({ order: 'oldest-first', limit: 10 }),
    'sealedRecords.insert': () => sealedRecords.insert(record),
    'sealedRecords.find': () => sealedRecords.find(canary, canary),
    'sealedRecords.delete': () => sealedRecords.delete(canary, canary),
    'sealedRecords.deleteByOwner': () => sealedRecords.deleteByOwner(canary),
    'masterKeyState.inUse': () => masterKeyState.inUse(),
    'masterKeyState.sealingSinceMs': () => masterKeyState.sealingSinceMs(),
    'masterKeyState.activate': () => masterKeyState.activate('k2'),
    'sealedRecords.replace': () => sealedRecords.replace(record, 'before'),
    'masterKeyState.activeKeyId': () => masterKeyState.activeKeyId(),
    'masterKeyState.activateIfNone': () => masterKeyState.activateIfNone(canary),
    'masterKeyState.checkValues': () => masterKeyState.checkValues(),
    'masterKeyState.noteCheckValues': () => masterKeyState.noteCheckValues(new Map([['k1', canary]])),
    'serviceSecretRows.find': () => serviceSecretRows.find('reference-tag'),
    'serviceSecretRows.insertIfAbsent': () => serviceSecretRows.insertIfAbsent('reference-tag', ref),
    secretsByBackend: () => secretsByBackend(),
    migrate: () => migrate(knex),
    migrationState: () => migrationState(knex),
  };
}

describe.each(dialects)('a database that cannot be used: $name', (dialect) => {
  dialect.needed();

  it('fails every call with storage-unavailable, and quotes no value of it', async () => {
    const database = await openMigratedIn(dialect);
    await database.close();

    for (const [name, call] of Object.entries(everyCall(database))) {
      const outcome = await call();
      expect(outcome, name).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
      expect(inspect(outcome, { depth: 9 }), name).not.toContain(canary);
    }
    expect(await database.persistence.isHealthy()).toBe(false);
  });

  it('fails in the same way when tables are gone, and names the reason of the driver', async () => {
    const database = await openMigratedIn(dialect);
    const tables = ['api_keys', 'process_references', 'apps', 'connections', 'audit_entries', 'audit_end', 'hosts'];
    for (const table of [
      ...tables,
      'sealed_records',
      'service_secrets',
      'master_key_state',
      'master_keys',
      'sealing_keys',
    ])
      await database.knex.schema.dropTable(table);

    for (const [name, call] of Object.entries(everyCall(database)).filter(([name]) => !name.startsWith('migrat'))) {
      const outcome = await call();
      const reason = dialect.name === 'MySQL' ? 'ER_NO_SUCH_TABLE' : 'SQLITE_ERROR';
      const failure = { code: 'storage-unavailable', detail: expect.stringMatching(new RegExp(`\\(${reason}\\)\\.$`)) };
      expect(outcome, name).toEqual({ ok: false, failure });
      expect(inspect(outcome, { depth: 9 }), name).not.toContain(canary);
    }
    await database.close();
  });

  it('is healthy while it answers', async () => {
    const { persistence, close } = await openMigratedIn(dialect);

    expect(await persistence.isHealthy()).toBe(true);
    await close();
  });
});

describe.each(dialects)('a bug that breaks a rule of the database: $name', (dialect) => {
  dialect.needed();

  it('throws an error that quotes no value', async () => {
    const { persistence, close } = await openMigratedIn(dialect);
    await persistence.apps.insert(anApp({ name: canary }));

    const thrown = await persistence.apps.insert(anApp({ name: canary })).catch((error: unknown) => error);

    expect(thrown).toBeInstanceOf(Error);
    expect(String(thrown)).toMatch(/SQLITE_CONSTRAINT_PRIMARYKEY|ER_DUP_ENTRY/);
    expect(inspect(thrown, { depth: 9 })).not.toContain(canary);
    await close();
  });
});

async function openMigratedIn(dialect: Dialect): Promise<Migrated> {
  const { knex, close } = await dialect.open(await dialect.aNewDatabase());
  await migrate(knex);
  return { knex, persistence: createSqlPersistence(knex), close };
}

describe('a SQLite database that cannot be written', () => {
  it.each([
    ['its disk is full', 'PRAGMA max_page_count = 1', 'Its disk is full: free space on it.', /SQLITE_FULL/],
    ['it is read-only', 'PRAGMA query_only = ON', 'It can be read but not written', /SQLITE_READONLY/],
  ])('says that %s, keeps what it had, and goes on once that is mended', async (_, spoil, trouble, reason) => {
    const { knex, persistence, close } = await openMigrated(join(await temporaryFolder(), 'cuelight.db'));
    await persistence.apps.insert(anApp());
    const large = anApp({ id: 'large', name: 'x'.repeat(100_000) });
    await knex.raw(spoil);

    const refused = await persistence.apps.insert(large);
    const kept = await persistence.apps.list(page);
    await knex.raw(spoil.includes('max') ? 'PRAGMA max_page_count = 1000000' : 'PRAGMA query_only = OFF');
    const mended = await persistence.apps.insert(large);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
    expect(refused.ok || refused.failure.detail).toContain(trouble);
    expect(refused.ok || refused.failure.detail).toMatch(reason);
    expect(kept).toEqual({ ok: true, value: [anApp()] });
    expect(mended).toEqual({ ok: true, value: undefined });
    await close();
  });
});

describe('a row that was edited by hand', () => {
  it.each([
    ['status', 'verifying'],
    ['orchestrator_url', 'http://evil.example'],
    ['subscription', 'pigeon'],
    ['created_at_ms', 'yesterday'],
  ])('fails when it is asked for, naming the column %s and not its value', async (column, value) => {
    const { knex, persistence, close } = await openMigrated();
    await persistence.connections.insert(aConnection());
    await knex('connections').update({ [column]: value });

    const found = await persistence.connections.find(aConnection().id);

    expect(found).toMatchObject({
      failure: { code: 'connection-unreadable', detail: expect.stringContaining(`column ${column} `) },
    });
    expect(inspect(found, { depth: 9 })).not.toContain(value);
    await close();
  });

  it('is left out of the list and told, and every other one is listed, whatever the size of the pages', async () => {
    const notices: Notice[] = [];
    const { knex, persistence, close } = await openMigrated(':memory:', { notice: (told) => void notices.push(told) });
    const ids = [1, 2, 3, 4, 5, 6, 7].map(exampleId);
    for (const id of ids) await persistence.connections.insert(aConnection({ id }));
    const spoiled = [1, 3, 4, 7].map(exampleId);
    await knex('connections').whereIn('id', spoiled).update({ subscription: 'pigeon' });

    for (const limit of [1, 2, 3, 7, 8]) {
      notices.length = 0;
      const listed = await untilShortPage(limit, persistence.connections);

      expect(listed).toEqual([2, 5, 6].map(exampleId));
      expect(new Set(notices)).toEqual(
        new Set(spoiled.map((connectionId) => ({ kind: 'connection-unreadable', connectionId }))),
      );
    }
    await close();
  });

  it('can be deleted all the same', async () => {
    const { knex, persistence, close } = await openMigrated();
    await persistence.connections.insert(aConnection());
    await knex('connections').update({ tenant: Buffer.from('x') });

    const listed = await persistence.connections.list(page, ['verified']);
    await persistence.connections.delete(aConnection().id);

    expect(listed).toEqual({ ok: true, value: [] });
    expect(await persistence.connections.find(aConnection().id)).toEqual({ ok: true, value: undefined });
    await close();
  });
});

/** The ids of a list that is read as those read it who see to all connections: a page that is not full is the last. */
async function untilShortPage(limit: number, connections: ConnectionRepository): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const afterId = ids.at(-1);
    const rows = await connections.list({ limit, ...(afterId !== undefined && { afterId }) }, ['verified']);
    if (!rows.ok) throw new Error(rows.failure.detail);
    ids.push(...rows.value.map(({ id }) => id));
    if (rows.value.length < limit) return ids;
  }
}
