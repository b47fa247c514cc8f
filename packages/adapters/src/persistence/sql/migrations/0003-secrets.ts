import type { Knex } from 'knex';

/** Sealed secrets of the local backend, which master key seals, and where the service's own secrets are. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('sealed_records', (table) => {
    table.string('name', 128).notNullable();
    table.string('version', 64).notNullable();
    table.string('owner', 64).notNullable().index();
    table.string('master_key_id', 32).notNullable().index();
    table.text('sealed', 'mediumtext').notNullable();
    table.primary(['name', 'version']);
  });
  await knex.schema.createTable('master_key_state', (table) => {
    table.integer('id').primary();
    table.string('active_key_id', 32).notNullable();
  });
  await knex.schema.createTable('service_secrets', (table) => {
    table.string('name', 32).primary();
    table.string('secret_backend', 32).notNullable();
    table.text('secret_name').notNullable();
    table.text('secret_version').notNullable();
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('service_secrets');
  await knex.schema.dropTable('master_key_state');
  await knex.schema.dropTable('sealed_records');
}
