import type { Knex } from 'knex';

/** Process references: identities, never data of a process. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('process_references', (table) => {
    table.string('id', 64).primary();
    table.string('app_id', 64).notNullable().references('apps.id').onDelete('CASCADE');
    table.string('connection_id', 64).notNullable().references('connections.id').onDelete('CASCADE');
    table.text('folder_key').notNullable();
    table.text('folder_path').notNullable();
    table.text('release_key').notNullable();
    table.text('package_id').notNullable();
    table.text('version').notNullable();
    table.boolean('is_pinned').notNullable();
    table.string('run_on', 16).notNullable();
    table.bigInteger('created_at_ms').notNullable();
    table.index(['app_id', 'id']);
    table.index(['connection_id', 'id']);
  });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('process_references');
}
