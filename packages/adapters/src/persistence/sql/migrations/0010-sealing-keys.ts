import type { Knex } from 'knex';

/**
 * Since when each master key encrypts. Of those that are seen to have done so before, nobody knows: they have no time, and get
 * none when they begin to again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('sealing_keys', (table) => {
    table.string('key_id', 32).primary();
    table.bigInteger('since_ms');
  });
  await knex(knex.raw('sealing_keys (key_id)')).insert((before: Knex.QueryBuilder) =>
    before
      .select('active_key_id')
      .from('master_key_state')
      .union((sealed) => sealed.select('master_key_id').from('sealed_records')),
  );
}

/** Takes back what `up` made. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('sealing_keys');
}
