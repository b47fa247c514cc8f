import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { migrationSource, migrationTable } from './migration-source.js';
import { readMigrationState } from './migration-state.js';
import { exclusively, forgetSteps } from './schema-change.js';
import { stored } from './stored.js';

/** The database was used by a newer version of Cuelight, whose schema this one does not understand. */
export interface SchemaNewer {
  readonly code: 'schema-newer';
  readonly detail: string;
  readonly remedy: string;
}

/**
 * Brings the schema to the newest. Repeating it is harmless, and so are two hosts that do it at once: one waits for the
 * other. What was cut off in the middle is undone on SQLite, and finished by the next call on MySQL.
 *
 * @returns the names of the migrations made, oldest first. Failures: `schema-newer`, `storage-unavailable`
 */
export async function migrate(knex: Knex): Promise<Result<readonly string[], Failure | SchemaNewer>> {
  const made = await stored('bring its schema up to date', () => exclusively(knex, migrateAlone));
  return made.ok ? made.value : made;
}

async function migrateAlone(knex: Knex): Promise<Result<readonly string[], SchemaNewer>> {
  const { pending, unknown } = await readMigrationState(knex);
  if (unknown.length > 0) return fail(schemaNewer(unknown));
  if (pending.length > 0) {
    const config = { migrationSource, tableName: migrationTable, disableTransactions: true };
    // Nobody else is migrating, so a lock in Knex's own table is one that a killed host has left.
    await knex.migrate.forceFreeMigrationsLock(config);
    await knex.migrate.latest(config);
  }
  await forgetSteps(knex);
  return succeed(pending);
}

function schemaNewer(unknown: readonly string[]): SchemaNewer {
  return {
    code: 'schema-newer',
    detail: `The database has migrations that this version of Cuelight does not know: ${unknown.join(', ')}.`,
    remedy: 'Start the newer version that last used this database, or restore a backup from before it.',
  };
}
