import type { Knex } from 'knex';

/** What a database objected to: a parent row that is absent, another broken rule, or neither. */
export type Objection = 'foreign-key' | 'constraint' | 'none';

/** Reads an error of the driver. Everything that differs between databases is in this file. */
export function objectionOf(error: unknown): Objection {
  const code = driverCodeOf(error) ?? '';
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'foreign-key';
  return code.startsWith('SQLITE_CONSTRAINT') ? 'constraint' : 'none';
}

/** The driver's own word for an error, such as `SQLITE_FULL`. Unlike its message, it holds no value of a query. */
export function driverCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  return /^[A-Z_]{1,64}$/.test(error.code) ? error.code : undefined;
}

/**
 * Runs a change of the schema that no other host may make at the same time. On SQLite every transaction takes the write
 * lock as it begins, and changes of the schema are part of it.
 */
export function exclusively<T>(knex: Knex, run: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
  return knex.transaction(run);
}

/** The time by the database's own clock, in milliseconds since 1970, for use in a query. */
export function nowMs(knex: Knex): Knex.Raw {
  return isMysql(knex)
    ? knex.raw('CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)')
    : knex.raw("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)");
}

function isMysql(knex: Knex): boolean {
  return knex.client.dialect === 'mysql';
}
