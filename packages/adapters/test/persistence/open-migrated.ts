import type { Notices } from '@cuelight/core';
import type { Knex } from 'knex';
import { type MysqlOptions, openMysql } from '../../src/persistence/mysql/index.js';
import { createSqlPersistence, migrate, type SqlPersistence } from '../../src/persistence/sql/index.js';
import { openSqlite } from '../../src/persistence/sqlite/index.js';

/** A database at the newest schema. */
export interface Migrated {
  readonly knex: Knex;
  readonly persistence: SqlPersistence;
  close(): Promise<void>;
}

/** Opens a SQLite database, in memory unless a file is given, and brings it to the newest schema. */
export async function openMigrated(file = ':memory:', notices?: Notices): Promise<Migrated> {
  const opened = await openSqlite({ file });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return migrated(opened.value, notices);
}

/** Opens a MySQL database and brings it to the newest schema. */
export async function openMigratedMysql(url: string, options: Omit<MysqlOptions, 'url'> = {}): Promise<Migrated> {
  const opened = await openMysql({ url, ...options });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return migrated(opened.value);
}

async function migrated({ knex, close }: Pick<Migrated, 'knex' | 'close'>, notices?: Notices): Promise<Migrated> {
  const outcome = await migrate(knex);
  if (!outcome.ok) throw new Error(outcome.failure.detail);
  return { knex, persistence: createSqlPersistence(knex, notices), close };
}

/** Removes every row that there is, in an order that no foreign key minds. */
export async function removeAllRows(knex: Knex): Promise<void> {
  const tables = ['process_references', 'api_keys', 'apps', 'connections', 'audit_entries', 'hosts'];
  for (const table of [
    ...tables,
    'sealed_records',
    'master_key_state',
    'master_keys',
    'sealing_keys',
    'service_secrets',
  ])
    await knex(table).delete();
  await knex('audit_end').update({ seq: 0, hash: '', mark: '' });
}
