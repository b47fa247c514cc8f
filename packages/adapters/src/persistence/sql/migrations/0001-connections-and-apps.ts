import type { Knex } from 'knex';

/** Connections; apps with their API keys. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('connections', (table) => {
    table.string('id', 64).primary();
    table.text('name').notNullable();
    table.text('orchestrator_url').notNullable();
    table.string('origin', 300).notNullable().index();
    table.text('tenant').notNullable();
    table.text('ca_pem', 'mediumtext');
    table.string('status', 16).notNullable();
    table.string('credential_backend', 32);
    table.text('credential_name');
    table.text('credential_version');
    table.string('subscription', 16).notNullable();
    table.bigInteger('webhook_id');
    table.string('webhook_secret_backend', 32);
    table.text('webhook_secret_name');
    table.text('webhook_secret_version');
    table.boolean('webhook_is_proven');
    table.string('polling_reason', 32);
    table.bigInteger('created_at_ms').notNullable();
    table.integer('revision').notNullable();
  });
  await knex.schema.createTable('apps', (table) => {
    table.string('id', 64).primary();
    table.text('name').notNullable();
    table.text('origins', 'mediumtext').notNullable();
    table.bigInteger('created_at_ms').notNullable();
  });
  await knex.schema.createTable('api_keys', (table) => {
    table.string('id', 64).primary();
    table.string('app_id', 64).notNullable().references('apps.id').onDelete('CASCADE');
    table.text('name').notNullable();
    table.string('scope', 16).notNullable();
    table.string('hash', 64).notNullable().unique();
    table.bigInteger('created_at_ms').notNullable();
    table.index(['app_id', 'id']);
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('api_keys');
  await knex.schema.dropTable('apps');
  await knex.schema.dropTable('connections');
}
