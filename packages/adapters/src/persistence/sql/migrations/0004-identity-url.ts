import type { Knex } from 'knex';

/** Where the identity server of a connection is, if it is not where Orchestrator usually has it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('connections', (table) => {
    table.text('identity_url');
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  // Knex would make the table anew for SQLite, and with the old table the references on its rows would go.
  await knex.raw('ALTER TABLE connections DROP COLUMN identity_url');
}
