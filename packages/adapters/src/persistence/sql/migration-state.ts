import type { Failure, Result } from '@cuelight/core';
import type { Knex } from 'knex';
import { migrationTable } from './migration-source.js';
import { migrations } from './migrations/index.js';
import { type Row, text } from './row.js';
import { stored } from './stored.js';

/** Where the schema of a database stands, by names of migrations. */
export interface MigrationState {
  readonly applied: readonly string[];
  /** What `migrate` would make, oldest first. */
  readonly pending: readonly string[];
  /** What a newer version of Cuelight has made. */
  readonly unknown: readonly string[];
}

/** Reads where the schema stands, and changes nothing. Failures: `storage-unavailable`. */
export function migrationState(knex: Knex): Promise<Result<MigrationState, Failure>> {
  return stored('read the state of its schema', () => readMigrationState(knex));
}

/** As {@link migrationState}, within a transaction; throws what Knex throws. */
export async function readMigrationState(knex: Knex): Promise<MigrationState> {
  const hasHistory = await knex.schema.hasTable(migrationTable);
  const rows = hasHistory ? await knex<Row, Row[]>(migrationTable).select('name').orderBy('id') : [];
  const done = rows.map((row) => text(row, 'name'));
  const known = Object.keys(migrations);
  return {
    applied: done.filter((name) => known.includes(name)),
    pending: known.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !known.includes(name)),
  };
}
