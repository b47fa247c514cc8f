import type { Knex } from 'knex';
import { driverCodeOf, isMysql } from './dialect.js';

/** How long a change of the schema may take, or wait for that of another host: an index of a large table takes a while. */
const schemaChangeTimeoutMs = 10 * 60_000;

/** In which table a database without transactional changes of its schema keeps how far a migration has come. */
const stepTable = 'schema_migration_steps';

/**
 * Runs a change of the schema that no other host may make at the same time.
 *
 * On SQLite every transaction takes the write lock as it begins, and changes of the schema are part of it. On MySQL a
 * lock is named, which ends with the connection that holds it; the change runs on the same connection, so that there is
 * never a change without the lock.
 */
export function exclusively<T>(knex: Knex, run: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
  if (!isMysql(knex)) return knex.transaction(run);
  return knex.transaction(async (transaction) => {
    beforeEachQuery(transaction, (query) => {
      query.options = { ...query.options, timeout: schemaChangeTimeoutMs };
    });
    const lock = "CONCAT('cuelight ', SHA1(DATABASE()))";
    const waitS = schemaChangeTimeoutMs / 2_000;
    const [[held]] = await transaction.raw(`SELECT GET_LOCK(${lock}, ?) AS is_held`, [waitS]);
    if (Number(held.is_held) !== 1) throw new Error('another host has been changing the schema for too long');
    try {
      return await run(transaction);
    } finally {
      // A connection that is lost has lost the lock too.
      await transaction.raw(`SELECT RELEASE_LOCK(${lock})`).catch(() => {});
    }
  });
}

/**
 * Makes a migration such that one that was cut off in the middle is finished by the next try.
 *
 * On SQLite that is so by itself: what was cut off is undone. MySQL makes each change of a schema for good at once, whole
 * or not at all, so each is noted before it is made: the next try passes over what was made, and takes an
 * objection that the change in doubt is there already for an answer. A migration must make the same changes in the same
 * order each time, and any change of rows in it must be one that can be repeated, or be refused as there already.
 */
export async function resumably(knex: Knex, name: string, make: () => Promise<void>): Promise<void> {
  if (!isMysql(knex)) return make();
  if (!(await knex.schema.hasTable(stepTable))) await knex.schema.createTable(stepTable, stepColumns);
  const before = await knex(stepTable).where({ name }).first();
  const stopNoting = noteSteps(knex, name, {
    made: Number(before?.made ?? 0),
    isNextInDoubt: Number(before?.is_next_in_doubt ?? 0) === 1,
  });
  try {
    await make();
  } finally {
    stopNoting();
  }
}

/** Forgets how far migrations had come, once each is made and noted. */
export async function forgetSteps(knex: Knex): Promise<void> {
  if (isMysql(knex) && (await knex.schema.hasTable(stepTable))) await knex(stepTable).delete();
}

function stepColumns(table: Knex.CreateTableBuilder): void {
  table.string('name', 255).primary();
  table.integer('made').notNullable();
  table.boolean('is_next_in_doubt').notNullable();
}

interface Steps {
  /** How many changes have been made. */
  readonly made: number;
  /** Whether the one after them may have been made as well. */
  readonly isNextInDoubt: boolean;
}

/** Notes each change from here on, passing over those that a former try has made. The answer ends it. */
function noteSteps(knex: Knex, name: string, before: Steps): () => void {
  const { client } = knex;
  const { query } = client;
  let position = 0;

  client.query = async (connection: unknown, change: Query | string) => {
    if (typeof change === 'string' || !isChange(change.sql)) return query.call(client, connection, change);
    const note = ({ made, isNextInDoubt }: Steps) => {
      const sql = `REPLACE INTO ${stepTable} (name, made, is_next_in_doubt) VALUES (?, ?, ?)`;
      return query.call(client, connection, { sql, bindings: [name, made, isNextInDoubt ? 1 : 0] });
    };
    position += 1;
    if (position <= before.made) return unanswered(change);
    const made = position - 1;
    const isInDoubt = position === before.made + 1 && before.isNextInDoubt;
    await note({ made, isNextInDoubt: true });
    return query.call(client, connection, change).catch(async (error: unknown) => {
      if (isInDoubt && isThereAlready(error)) return unanswered(change);
      // The server has said that it was not made. Where nobody says so, the doubt stays.
      if (isServersWord(error)) await note({ made, isNextInDoubt: isInDoubt });
      throw error;
    });
  };
  return () => {
    client.query = query;
  };
}

interface Query {
  readonly sql: string;
  options?: Readonly<Record<string, unknown>>;
}

function beforeEachQuery({ client }: Knex.Transaction, look: (query: Query) => void): void {
  const { query } = client;
  client.query = (connection: unknown, given: Query | string) => {
    if (typeof given !== 'string') look(given);
    return query.call(client, connection, given);
  };
}

function isChange(sql: string): boolean {
  return !/^\s*(select|show|set|savepoint|release)\b/i.test(sql);
}

/** What Knex makes of a query without an answer. */
function unanswered(query: Query): unknown {
  return { ...query, response: [{}, []] };
}

/** Source: MySQL 8.0 error reference: a table, column, key, foreign key or row that is there, or what is gone. */
const thereAlready = new Set([
  'ER_TABLE_EXISTS_ERROR',
  'ER_DUP_FIELDNAME',
  'ER_DUP_KEYNAME',
  'ER_FK_DUP_NAME',
  'ER_DUP_CONSTRAINT_NAME',
  'ER_MULTIPLE_PRI_KEY',
  'ER_BAD_TABLE_ERROR',
  'ER_CANT_DROP_FIELD_OR_KEY',
  'ER_DUP_ENTRY',
]);

function isThereAlready(error: unknown): boolean {
  const code = driverCodeOf(error) ?? '';
  // What MariaDB says of a foreign key that is there.
  if (code === 'ER_CANT_CREATE_TABLE') return error instanceof Error && error.message.includes('errno: 121');
  return thereAlready.has(code);
}

function isServersWord(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error && typeof error.sqlState === 'string';
}
