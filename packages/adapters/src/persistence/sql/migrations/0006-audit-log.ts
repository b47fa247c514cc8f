import type { Knex } from 'knex';

/** Who changed what, and where that log ends: words of closed lists, ids and hashes, nothing else. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_entries', (table) => {
    table.bigInteger('seq').notNullable().primary();
    table.bigInteger('at_ms').notNullable();
    table.string('actor', 16).notNullable();
    table.string('actor_app_id', 64);
    table.string('actor_key_id', 64);
    table.string('action', 32).notNullable();
    table.string('phase', 16).notNullable();
    table.bigInteger('begun_seq');
    table.string('code', 64);
    table.string('connection_id', 64);
    table.string('app_id', 64);
    table.string('key_id', 64);
    table.string('process_id', 64);
    table.string('hash', 64).notNullable();
  });
  await knex.schema.createTable('audit_end', (table) => {
    table.integer('id').primary();
    table.bigInteger('seq').notNullable();
    table.string('hash', 64).notNullable();
    table.string('mark', 64).notNullable();
  });
  await knex('audit_end').insert({ id: 1, seq: 0, hash: '', mark: '' });
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('audit_end');
  await knex.schema.dropTable('audit_entries');
}
