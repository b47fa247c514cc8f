import { aConnection, anApp, aProcessReference } from '@cuelight/test-harness/contracts/examples';
import type { Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import { connectionToRow } from '../../src/persistence/sql/connection-row.js';
import { createSqlPersistence, migrate, migrationState } from '../../src/persistence/sql/index.js';
import { migrationSource, migrationTable } from '../../src/persistence/sql/migration-source.js';
import { migrations } from '../../src/persistence/sql/migrations/index.js';
import { runNode } from '../run-node.js';
import { aProxyTo } from './a-proxy.js';
import { type Dialect, dialects, mysql, sqlite } from './dialects.js';

const all = Object.keys(migrations);
const config = { migrationSource, tableName: migrationTable };

describe.each(dialects)('bringing a schema up to date: $name', (dialect) => {
  dialect.needed();
  const openNew = async () => dialect.open(await dialect.aNewDatabase());

  it('makes every migration of a new database, and none a second time', async () => {
    const { knex, close } = await openNew();

    expect(await migrationState(knex)).toEqual(state({ pending: all }));
    expect(await migrate(knex)).toEqual({ ok: true, value: all });
    expect(await migrate(knex)).toEqual({ ok: true, value: [] });
    expect(await migrationState(knex)).toEqual(state({ applied: all }));
    await close();
  });

  it('makes only what is missing', async () => {
    const { knex, close } = await openNew();
    await knex.migrate.up(config);

    expect(await migrationState(knex)).toEqual(state({ applied: all.slice(0, 1), pending: all.slice(1) }));
    expect(await migrate(knex)).toEqual({ ok: true, value: all.slice(1) });
    await close();
  });

  it('can be taken back, step by step, to nothing, and made again', async () => {
    const { knex, close } = await openNew();
    await migrate(knex);
    const made = await dialect.schemaOf(knex);

    for (const _ of all) await knex.migrate.down(config);
    const left = Object.keys(await dialect.schemaOf(knex));
    await migrate(knex);

    expect(left.filter((name) => !name.startsWith('schema_migration'))).toEqual([]);
    expect(await dialect.schemaOf(knex)).toEqual(made);
    await close();
  });

  it('refuses a database that a newer version has migrated, and changes nothing', async () => {
    const { knex, close } = await openNew();
    await migrate(knex);
    await knex(migrationTable).insert({ name: '9999-from-the-future', batch: 2, migration_time: new Date() });
    const before = await dialect.schemaOf(knex);

    const migrated = await migrate(knex);

    expect(migrated).toMatchObject({
      ok: false,
      failure: { code: 'schema-newer', detail: expect.stringContaining('9999-from-the-future') },
    });
    expect(await migrationState(knex)).toEqual(state({ applied: all, unknown: ['9999-from-the-future'] }));
    expect(await dialect.schemaOf(knex)).toEqual(before);
    await close();
  });

  it('reads the state of an empty database without changing it', async () => {
    const { knex, close } = await openNew();

    await migrationState(knex);

    expect(await dialect.schemaOf(knex)).toEqual({});
    await close();
  });

  it('is not kept from it by the lock that a killed host has left in the table of Knex', async () => {
    const { knex, close } = await openNew();
    await knex.migrate.up(config);
    await knex(`${migrationTable}_lock`).update({ is_locked: 1 });

    expect(await migrate(knex)).toEqual({ ok: true, value: all.slice(1) });
    await close();
  });

  it('is finished by the next start after a host was killed in the middle', async () => {
    const location = await dialect.aNewDatabase();
    const reference = await openNew();
    await migrate(reference.knex);

    await runNode(killedIn(dialect.openingText), import.meta.dirname, location).catch(() => {});
    const { knex, close } = await dialect.open(location);
    const before = await migrationState(knex);
    const made = await migrate(knex);

    // All or nothing of the first migration, where it was killed, is noted.
    expect(before).toEqual(state({ pending: all }));
    expect(made).toEqual({ ok: true, value: all });
    expect(await dialect.schemaOf(knex)).toEqual(await dialect.schemaOf(reference.knex));
    await Promise.all([close(), reference.close()]);
  });
});

describe('a migration that fails', () => {
  it('leaves nothing at all in SQLite', async () => {
    const { knex, close } = await opened(sqlite);
    await knex.schema.createTable('process_references', (table) => table.increments());

    expect(await migrate(knex)).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });

    expect(Object.keys(await sqlite.schemaOf(knex))).toEqual(['process_references']);
    expect(await migrationState(knex)).toEqual(state({ pending: all }));
    await close();
  });

  describe('in MySQL', () => {
    mysql.needed();

    it('fails each time for the same reason, and is finished once that is mended', async () => {
      const [reference, mended] = [await opened(mysql), await opened(mysql)];
      await migrate(reference.knex);
      await mended.knex.schema.createTable('process_references', (table) => table.increments());

      for (const _ of ['first', 'second', 'third']) {
        expect(await migrate(mended.knex)).toMatchObject({
          ok: false,
          failure: { code: 'storage-unavailable', detail: expect.stringContaining('ER_TABLE_EXISTS_ERROR') },
        });
      }
      await mended.knex.schema.dropTable('process_references');

      expect(await migrate(mended.knex)).toEqual({ ok: true, value: all.slice(1) });
      expect(await mysql.schemaOf(mended.knex)).toEqual(await mysql.schemaOf(reference.knex));
      await Promise.all([reference.close(), mended.close()]);
    });

    it.each([
      ['before each change', 'cut'],
      ['after each change, of which the answer is lost', 'cutInsteadOfAnswering'],
    ] as const)('is finished when the connection is lost %s', async (_, cut) => {
      const reference = await opened(mysql);
      await migrate(reference.knex);
      const proxy = await aProxyTo(await mysql.aNewDatabase());
      const cutAt = new Set<string>();

      for (let isMade = false; !isMade; ) {
        const { knex, close } = await mysql.open(proxy.url);
        const before = cutAt.size;
        knex.on('query', ({ sql, bindings = [] }: Asked) => {
          const change = [sql, ...bindings.filter((value) => typeof value === 'string')].join();
          if (!/^(alter|create|insert)/.test(sql) || cutAt.size > before || cutAt.has(change)) return;
          cutAt.add(change);
          proxy[cut]();
        });
        isMade = (await migrate(knex)).ok;
        if (!isMade && cutAt.size === before) throw new Error('it has failed for another reason');
        await close();
        proxy.mend();
      }

      const { knex, close } = await mysql.open(proxy.url);
      expect(cutAt.size).toBeGreaterThan(all.length * 2);
      expect(await migrationState(knex)).toEqual(state({ applied: all }));
      expect(await mysql.schemaOf(knex)).toEqual(await mysql.schemaOf(reference.knex));
      await Promise.all([close(), reference.close()]);
    });
  });
});

describe.each(dialects)('the migrations that add columns to connections: $name', (dialect) => {
  dialect.needed();

  it('keep connections and their references, on the way up and on the way back', async () => {
    const { knex, close } = await dialect.open(await dialect.aNewDatabase());
    const early = ['0001-connections-and-apps', '0002-process-references', '0003-secrets'];
    for (const name of early) await knex.migrate.up({ ...config, name });
    const columns = Object.keys(await knex('connections').columnInfo());
    const row = Object.entries(connectionToRow(aConnection()));
    const connection = Object.fromEntries(row.filter(([column]) => columns.includes(column)));
    await knex('connections').insert(connection);
    await createSqlPersistence(knex).apps.insert(anApp());
    await createSqlPersistence(knex).processReferences.insert(aProcessReference());

    const later = all.filter((name) => !early.includes(name));
    expect(await migrate(knex)).toEqual({ ok: true, value: later });
    const after = await createSqlPersistence(knex).connections.find(aConnection().id);
    for (const _ of later) await knex.migrate.down(config);

    expect(after).toEqual({ ok: true, value: aConnection() });
    expect(await knex('connections').select()).toMatchObject([connection]);
    expect(Object.keys(await knex('connections').columnInfo())).toEqual(columns);
    expect(await knex('process_references').select('id')).toEqual([{ id: aProcessReference().id }]);
    await close();
  });
});

describe.each(dialects)('the migration that notes since when master keys seal: $name', (dialect) => {
  dialect.needed();

  it('tells no time of those that did before, also when they seal once more', async () => {
    const { knex, close } = await opened(dialect);
    for (const name of all.filter((name) => name < '0010')) await knex.migrate.up({ ...config, name });
    await knex('master_key_state').insert({ id: 1, active_key_id: 'k2' });
    const sealed = { name: 'a/credential', version: '1', owner: 'a', master_key_id: 'k1', sealed: 'x' };
    await knex('sealed_records').insert([sealed, { ...sealed, version: '2' }]);

    await migrate(knex);
    const { masterKeyState } = createSqlPersistence(knex);
    for (const keyId of ['k3', 'k1', 'k2']) await masterKeyState.activate(keyId);
    const sinceMs = await masterKeyState.sealingSinceMs();

    expect(sinceMs.ok && [...sinceMs.value.keys()]).toEqual(['k3']);
    await close();
  });
});

describe.each(dialects)('hosts that start at once on a new database: $name', (dialect) => {
  dialect.needed();

  it('make each migration once within one process', async () => {
    const location = await dialect.aNewDatabase();
    const hosts = await Promise.all([dialect.open(location), dialect.open(location), dialect.open(location)]);

    const made = await Promise.all(hosts.map(({ knex }) => migrate(knex)));

    expect(made.map((outcome) => (outcome.ok ? outcome.value.length : outcome)).sort()).toEqual([0, 0, all.length]);
    await Promise.all(hosts.map(({ close }) => close()));
  });

  it('make each migration once in processes of their own', async () => {
    const location = await dialect.aNewDatabase();
    const start = () => runNode(migratedIn(dialect.openingText), import.meta.dirname, location);

    const printed = await Promise.all([start(), start(), start()]);

    expect(printed.map(Number).sort()).toEqual([0, 0, all.length]);
  });
});

function migratedIn(openingText: string): string {
  return `${openingText}
    import { migrate } from '@cuelight/adapters/persistence/sql';
    const migrated = await migrate(opened.value.knex);
    console.log(migrated.ok ? migrated.value.length : migrated.failure.detail);
    await opened.value.close();
  `;
}

/** Kills itself when it is about to make an index in the middle of the first migration. */
function killedIn(openingText: string): string {
  return `${openingText}
    import { migrate } from '@cuelight/adapters/persistence/sql';
    opened.value.knex.on('query', ({ sql }) => {
      if (sql.includes('api_keys_hash_unique')) process.kill(process.pid, 'SIGKILL');
    });
    await migrate(opened.value.knex);
  `;
}

interface Asked {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
}

async function opened(dialect: Dialect): Promise<{ readonly knex: Knex; close(): Promise<void> }> {
  return dialect.open(await dialect.aNewDatabase());
}

function state(change: object): unknown {
  return { ok: true, value: { applied: [], pending: [], unknown: [], ...change } };
}
