import type { Knex } from 'knex';

/** Since when each master key encrypts. Of a key that did before, nobody knows. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('sealing_keys', (table) => {
    table.string('key_id', 32).primary();
    table.bigInteger('since_ms').notNullable();
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('sealing_keys');
}
