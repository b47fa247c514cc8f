import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { Knex } from 'knex';

/** Which database to open. */
export interface SqliteOptions {
  /** Path of the database file, made if absent; `:memory:` for a database that ends with the process. */
  readonly file: string;
}

/** An open SQLite database, for `createSqlPersistence`. */
export interface SqliteDatabase {
  readonly knex: Knex;
  /** Waits for running queries, then closes the file. */
  close(): Promise<void>;
}

/**
 * Opens a SQLite database, with write-ahead log and enforced foreign keys. A folder it has to make gets mode 0700, the
 * file 0600. Failures: `storage-unavailable`. Throws when the packages `knex` and `libsql` are not installed.
 */
export async function openSqlite(options: SqliteOptions): Promise<Result<SqliteDatabase, Failure>> {
  const { createKnex, LibsqlClient } = await load();
  const isInMemory = options.file === ':memory:';
  const filename = isInMemory ? options.file : resolve(options.file);
  try {
    if (!isInMemory) await makePrivateFile(filename);
    const knex = createKnex({ client: LibsqlClient, connection: { filename }, useNullAsDefault: true, log: silent });
    return await firstQuery(knex);
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code ? error.code : undefined;
    const reason = code === undefined ? '' : ` (${code})`;
    const fault = code === 'SQLITE_NOTADB' ? 'is not a SQLite database' : `cannot be opened${reason}`;
    return fail({ code: 'storage-unavailable', detail: `The database file ${filename} ${fault}.` });
  }
}

async function firstQuery(knex: Knex): Promise<Result<SqliteDatabase, Failure>> {
  try {
    await knex.raw('SELECT count(*) FROM sqlite_master');
    return succeed({ knex, close: () => knex.destroy() });
  } catch (error) {
    await knex.destroy();
    throw error;
  }
}

/** SQLite gives its -wal and -shm files the mode of the database file. */
async function makePrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await (await open(file, 'a', 0o600)).close();
}

/** Knex would write failed queries, with their values, to the console. */
const silent = { debug() {}, warn() {}, error() {}, deprecate() {} };

async function load() {
  try {
    const [{ LibsqlClient }, { default: knex }] = await Promise.all([import('./libsql-client.js'), import('knex')]);
    return { LibsqlClient, createKnex: knex.knex };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error(
      'SQLite needs the packages knex and libsql, which are not installed: npm install knex@3.3.0 libsql@0.5.29',
    );
  }
}
