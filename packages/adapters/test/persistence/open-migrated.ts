import type { Notices } from '@cuelight/core';
import type { Knex } from 'knex';
import { createSqlPersistence, migrate, type SqlPersistence } from '../../src/persistence/sql/index.js';
import { openSqlite } from '../../src/persistence/sqlite/index.js';

/** A SQLite database at the newest schema. */
export interface Migrated {
  readonly knex: Knex;
  readonly persistence: SqlPersistence;
  close(): Promise<void>;
}

/** Opens a SQLite database, in memory unless a file is given, and brings it to the newest schema. */
export async function openMigrated(file = ':memory:', notices?: Notices): Promise<Migrated> {
  const opened = await openSqlite({ file });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { knex, close } = opened.value;
  const migrated = await migrate(knex);
  if (!migrated.ok) throw new Error(migrated.failure.detail);
  return { knex, persistence: createSqlPersistence(knex, notices), close };
}
