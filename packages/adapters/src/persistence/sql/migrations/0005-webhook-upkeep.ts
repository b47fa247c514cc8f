import type { Knex } from 'knex';
import { dropColumns } from '../drop-columns.js';

const columns = [
  'other_secret_backend',
  'other_secret_name',
  'other_secret_version',
  'other_secret_is',
  'other_secret_since_ms',
  'loose_secrets_since_ms',
] as const;

/** The second secret of a webhook while it changes, and since when a secret may lie about that no row names. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('connections', (table) => {
    table.string('other_secret_backend', 32);
    table.text('other_secret_name');
    table.text('other_secret_version');
    table.string('other_secret_is', 16);
    table.bigInteger('other_secret_since_ms');
    table.bigInteger('loose_secrets_since_ms');
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await dropColumns(knex, 'connections', columns);
}
