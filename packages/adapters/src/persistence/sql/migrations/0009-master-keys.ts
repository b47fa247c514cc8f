import type { Knex } from 'knex';

/** What tells a master key from another one under the same id. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('master_keys', (table) => {
    table.string('id', 32).primary();
    table.string('check_value', 64).notNullable();
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('master_keys');
}
