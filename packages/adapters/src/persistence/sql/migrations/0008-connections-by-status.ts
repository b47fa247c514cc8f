import type { Knex } from 'knex';

/** An index for the pages of connections of one status. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('connections', (table) => {
    table.index(['status', 'id']);
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('connections', (table) => {
    table.dropIndex(['status', 'id']);
  });
}
