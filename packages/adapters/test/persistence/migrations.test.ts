import { join } from 'node:path';
import { aConnection, anApp, aProcessReference } from '@cuelight/test-harness/contracts/examples';
import type { Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import { connectionToRow } from '../../src/persistence/sql/connection-row.js';
import { createSqlPersistence, migrate, migrationState } from '../../src/persistence/sql/index.js';
import { migrationSource, migrationTable } from '../../src/persistence/sql/migration-source.js';
import { migrations } from '../../src/persistence/sql/migrations/index.js';
import { openSqlite, type SqliteDatabase } from '../../src/persistence/sqlite/index.js';
import { runNode } from '../run-node.js';
import { temporaryFolder } from '../temporary-folder.js';

const all = Object.keys(migrations);

describe('bringing a schema up to date', () => {
  it('makes every migration of a new database, and none a second time', async () => {
    const { knex, close } = await open();

    expect(await migrationState(knex)).toEqual(state({ pending: all }));
    expect(await migrate(knex)).toEqual({ ok: true, value: all });
    expect(await migrate(knex)).toEqual({ ok: true, value: [] });
    expect(await migrationState(knex)).toEqual(state({ applied: all }));
    await close();
  });

  it('makes only what is missing', async () => {
    const { knex, close } = await open();
    await knex.migrate.up({ migrationSource, tableName: migrationTable });

    expect(await migrationState(knex)).toEqual(state({ applied: all.slice(0, 1), pending: all.slice(1) }));
    expect(await migrate(knex)).toEqual({ ok: true, value: all.slice(1) });
    await close();
  });

  it('can be taken back, step by step, to nothing, and made again', async () => {
    const { knex, close } = await open();
    await migrate(knex);
    const made = await tablesOf(knex);

    for (const _ of all) await knex.migrate.down({ migrationSource, tableName: migrationTable });
    const left = await tablesOf(knex);
    await migrate(knex);

    expect(left).toEqual([]);
    expect(await tablesOf(knex)).toEqual(made);
    await close();
  });

  it('makes nothing at all when one migration fails', async () => {
    const { knex, close } = await open();
    await knex.schema.createTable('process_references', (table) => table.increments());

    expect(await migrate(knex)).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });

    expect(await tablesOf(knex)).toEqual(['process_references']);
    expect(await migrationState(knex)).toEqual(state({ pending: all }));
    await close();
  });

  it('refuses a database that a newer version has migrated, and changes nothing', async () => {
    const { knex, close } = await open();
    await migrate(knex);
    await knex(migrationTable).insert({ name: '9999-from-the-future', batch: 2, migration_time: 1 });

    const migrated = await migrate(knex);

    expect(migrated).toMatchObject({
      ok: false,
      failure: { code: 'schema-newer', detail: expect.stringContaining('9999-from-the-future') },
    });
    expect(await migrationState(knex)).toEqual(state({ applied: all, unknown: ['9999-from-the-future'] }));
    await close();
  });

  it('reads the state of an empty database without changing it', async () => {
    const { knex, close } = await open();

    await migrationState(knex);

    expect(await knex('sqlite_master').select('name')).toEqual([]);
    await close();
  });
});

describe('the migrations that add columns to connections', () => {
  it('keep connections and their references, on the way up and on the way back', async () => {
    const { knex, close } = await open();
    await knex.migrate.up({ migrationSource, tableName: migrationTable, name: '0001-connections-and-apps' });
    await knex.migrate.up({ migrationSource, tableName: migrationTable, name: '0002-process-references' });
    await knex.migrate.up({ migrationSource, tableName: migrationTable, name: '0003-secrets' });
    const columns = Object.keys(await knex('connections').columnInfo());
    const row = Object.entries(connectionToRow(aConnection()));
    const connection = Object.fromEntries(row.filter(([column]) => columns.includes(column)));
    await knex('connections').insert(connection);
    await createSqlPersistence(knex).apps.insert(anApp());
    await createSqlPersistence(knex).processReferences.insert(aProcessReference());

    const made = await migrate(knex);
    expect(made).toMatchObject({
      ok: true,
      value: expect.arrayContaining(['0004-identity-url', '0005-webhook-upkeep']),
    });
    const { length } = made.ok ? made.value : [];
    const after = await createSqlPersistence(knex).connections.find(aConnection().id);
    for (let count = 0; count < length; count += 1)
      await knex.migrate.down({ migrationSource, tableName: migrationTable });

    expect(after).toEqual({ ok: true, value: aConnection() });
    expect(await knex('connections').select()).toMatchObject([connection]);
    expect(Object.keys(await knex('connections').columnInfo())).toEqual(columns);
    expect(await knex('process_references').select('id')).toEqual([{ id: aProcessReference().id }]);
    await close();
  });
});

describe('two hosts that start at once on a new database', () => {
  it('make each migration once within one process', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const hosts = await Promise.all([open(file), open(file), open(file)]);

    const made = await Promise.all(hosts.map(({ knex }) => migrate(knex)));

    expect(made.map((outcome) => (outcome.ok ? outcome.value.length : outcome)).sort()).toEqual([0, 0, all.length]);
    await Promise.all(hosts.map(({ close }) => close()));
  });

  it('make each migration once in processes of their own', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const start = () => runNode(migrateInProcess, import.meta.dirname, file);

    const printed = await Promise.all([start(), start(), start()]);

    expect(printed.map(Number).sort()).toEqual([0, 0, all.length]);
  }, 30_000);
});

const migrateInProcess = `
  import { migrate } from '@cuelight/adapters/persistence/sql';
  import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
  const opened = await openSqlite({ file: process.argv[1] });
  const migrated = await migrate(opened.value.knex);
  console.log(migrated.ok ? migrated.value.length : migrated.failure.detail);
  await opened.value.close();
`;

async function open(file = ':memory:'): Promise<SqliteDatabase> {
  const opened = await openSqlite({ file });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.value;
}

function state(change: object): unknown {
  return { ok: true, value: { applied: [], pending: [], unknown: [], ...change } };
}

/** The tables of Cuelight itself, by name. */
async function tablesOf(knex: Knex): Promise<readonly string[]> {
  const rows: readonly { readonly name: string }[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .select('name');
  return rows
    .map(({ name }) => name)
    .filter((name) => !/^sqlite_|^schema_migrations/.test(name))
    .sort();
}
