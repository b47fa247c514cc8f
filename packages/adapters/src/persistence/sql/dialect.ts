import type { Knex } from 'knex';

/** What a database objected to: a parent row that is absent, another broken rule, or neither. */
export type Objection = 'foreign-key' | 'constraint' | 'none';

/** Whether the database is MySQL or MariaDB. What differs between databases is in this file and in `schema-change.ts`. */
export function isMysql(knex: Knex): boolean {
  return knex.client.dialect === 'mysql';
}

/** Reads an error of the driver. */
export function objectionOf(error: unknown): Objection {
  const code = driverCodeOf(error) ?? '';
  if (absentParent.has(code)) return 'foreign-key';
  return code.startsWith('SQLITE_CONSTRAINT') || brokenRules.has(code) ? 'constraint' : 'none';
}

/** The driver's own word for an error, such as `SQLITE_FULL`. Unlike its message, it holds no value of a query. */
export function driverCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  return /^[A-Z][A-Z0-9_]{0,63}$/.test(error.code) ? error.code : undefined;
}

/** What is wrong with the database itself and what its operator does about it, where the driver's word tells. */
export function troubleOf(error: unknown): string | undefined {
  const code = driverCodeOf(error) ?? '';
  return troubles.find(({ codes }) => codes.test(code))?.trouble;
}

/** The time by the database's own clock, in milliseconds since 1970, for use in a query. */
export function nowMs(knex: Knex): Knex.Raw {
  return isMysql(knex)
    ? knex.raw('CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)')
    : knex.raw("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)");
}

/** Whether the database has undone the queries only for the sake of others, so that they may be made again. */
export function isDeadlock(error: unknown): boolean {
  return driverCodeOf(error) === 'ER_LOCK_DEADLOCK';
}

/**
 * Narrows rows to those that have this value in a column and come after an id, such that they are read from there on
 * along an index of column and id.
 *
 * MariaDB, asked for a column that equals a value, was seen to look for that alone and to read past all ids before the
 * one it was to begin after. Asked for what comes after both in the order of the index, it begins there; SQLite does so
 * when asked plainly, and only then.
 */
export function whereAfter<Rows extends Knex.QueryBuilder>(
  knex: Knex,
  rows: Rows,
  { column, value, afterId }: { readonly column: string; readonly value: string; readonly afterId: string },
): Rows {
  if (!isMysql(knex)) return rows.where(column, value).where('id', '>', afterId) as Rows;
  const isAfter = (is: Knex.QueryBuilder) =>
    is.where(column, '>', value).orWhere((same) => same.where(column, value).where('id', '>', afterId));
  return rows.where(isAfter).where(column, '<=', value) as Rows;
}

/** Sources: sqlite.org, Result and Error Codes; MySQL 8.0 and MariaDB 10.11 error references. */
const absentParent = new Set(['SQLITE_CONSTRAINT_FOREIGNKEY', 'ER_NO_REFERENCED_ROW', 'ER_NO_REFERENCED_ROW_2']);

const brokenRules = new Set([
  'ER_BAD_NULL_ERROR',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'ER_CONSTRAINT_FAILED',
  'ER_DATA_TOO_LONG',
  'ER_DUP_ENTRY',
  'ER_NO_DEFAULT_FOR_FIELD',
  'ER_ROW_IS_REFERENCED',
  'ER_ROW_IS_REFERENCED_2',
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_WARN_DATA_OUT_OF_RANGE',
  'WARN_DATA_TRUNCATED',
]);

const troubles: readonly { readonly codes: RegExp; readonly trouble: string }[] = [
  {
    codes: /^(SQLITE_FULL|ENOSPC|ER_DISK_FULL.*|ER_RECORD_FILE_FULL|ER_INNODB_.*_FULL)$/,
    trouble: 'Its disk is full: free space on it. What was kept before is kept still.',
  },
  {
    codes:
      /^(SQLITE_READONLY.*|EROFS|ER_OPTION_PREVENTS_STATEMENT|ER_READ_ONLY_MODE|ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION)$/,
    trouble:
      'It can be read but not written: make its disk, file or server writable. What was kept before is kept still.',
  },
  {
    codes: /^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH|ER_(TABLE|COLUMN|DB|SPECIFIC_)?ACCESS_DENIED_(NO_PASSWORD_)?ERROR)$/,
    trouble: 'It refuses this user: give the user of Cuelight its rights on the database.',
  },
  {
    codes:
      /^(E(CONN|HOST|NET)[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|PROTOCOL_(CONNECTION_LOST|SEQUENCE_TIMEOUT)|ER_CON_COUNT_ERROR|ER_SERVER_SHUTDOWN|ER_CONNECTION_KILLED)$/,
    trouble: 'It does not answer: start it, or mend the way to it. The service goes on by itself when it is back.',
  },
];
