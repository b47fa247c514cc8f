import type { Knex } from 'knex';

/**
 * Drops columns in place. Knex would make the table anew for SQLite, and with the old table the rows would go that
 * refer to its own.
 */
export async function dropColumns(knex: Knex, table: string, columns: readonly string[]): Promise<void> {
  for (const column of columns) await knex.raw('ALTER TABLE ?? DROP COLUMN ??', [table, column]);
}
