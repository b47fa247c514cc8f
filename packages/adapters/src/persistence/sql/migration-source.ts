import type { Knex } from 'knex';
import { migrations } from './migrations/index.js';
import { resumably } from './schema-change.js';

/** The migrations as modules, for Knex's migrator: no directory is read, so it works in a bundle too. */
export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(migrations),
  getMigrationName: (name) => name,
  async getMigration(name) {
    const migration = migrations[name];
    if (migration === undefined) throw new Error(`there is no migration ${name}`);
    return { up: (knex) => resumably(knex, name, () => migration.up(knex)), down: migration.down };
  },
};

/** The table in which Knex notes the migrations it has made; its lock table is this name with `_lock`. */
export const migrationTable = 'schema_migrations';
