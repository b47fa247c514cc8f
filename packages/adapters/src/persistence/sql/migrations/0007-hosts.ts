import type { Knex } from 'knex';

/** Who works on the database, and with which master keys and secret backends. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('hosts', (table) => {
    table.string('id', 64).primary();
    table.text('name').notNullable();
    table.string('kind', 16).notNullable();
    table.text('master_key_ids').notNullable();
    table.text('secret_backends').notNullable();
    table.bigInteger('started_at_ms').notNullable();
    table.bigInteger('seen_at_ms').notNullable();
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('hosts');
}
