import type { Knex } from 'knex';
import { dropColumns } from '../drop-columns.js';

/** Where the identity server of a connection is, if it is not where Orchestrator usually has it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('connections', (table) => {
    table.text('identity_url');
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await dropColumns(knex, 'connections', ['identity_url']);
}
