import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { Knex } from 'knex';
import { usualAuthorities } from '../../trust/index.js';
import { type MysqlTarget, readMysqlUrl } from './read-mysql-url.js';

/** Which database to open. */
export interface MysqlOptions {
  /** As {@link readMysqlUrl} reads it. */
  readonly url: string;
  /** Certificate authorities that are trusted beside the usual ones, PEM. */
  readonly caPem?: string;
  /** How many connections are held at most. @default 10 */
  readonly poolSize?: number;
  /** How long making a connection may take, in milliseconds. @default 5,000 */
  readonly connectTimeoutMs?: number;
  /** How long a statement may take, in milliseconds, half of it waiting for others; changes of the schema have 10 minutes. @default 10,000 */
  readonly statementTimeoutMs?: number;
}

/** An open MySQL or MariaDB database, for `createSqlPersistence`. */
export interface MysqlDatabase {
  readonly knex: Knex;
  /** Waits for running queries, then closes the connections. */
  close(): Promise<void>;
}

/**
 * Opens a MySQL 8 or MariaDB 10.11 database, which must exist. When it goes away later, each query fails in time, and
 * works again once it is back. Texts are kept in utf8mb4 and compared by their bytes, as SQLite does.
 *
 * Failures: `storage-unavailable`; none holds the password. Throws when the packages `knex` and `mysql2` are not
 * installed.
 */
export async function openMysql(options: MysqlOptions): Promise<Result<MysqlDatabase, Failure>> {
  const target = readMysqlUrl(options.url);
  if (!target.ok) return fail(unavailable(`The address of the database ${target.failure}.`));
  const { createKnex, mysqlClientOf } = await load();
  const client = mysqlClientOf({
    connection: connectionTo(target.value, options),
    statementTimeoutMs: options.statementTimeoutMs ?? 10_000,
  });
  const connectTimeoutMs = options.connectTimeoutMs ?? 5_000;
  const open = (collate?: string) =>
    createKnex({
      client,
      // What tables are made with, and looked for in.
      connection: { database: target.value.database, charset: 'utf8mb4', ...(collate !== undefined && { collate }) },
      pool: { min: 0, max: options.poolSize ?? 10, createTimeoutMillis: 2 * connectTimeoutMs },
      acquireConnectionTimeout: 2 * connectTimeoutMs,
      log: silent,
    });
  const asking = open();
  try {
    const collation = await collationOf(asking);
    if (collation === undefined) {
      return fail(unavailable(`The server at ${at(target.value)} is older than MySQL 8 and MariaDB 10.11.`));
    }
    const knex = open(collation);
    return succeed({ knex, close: () => knex.destroy() });
  } catch (error) {
    return fail(unavailable(faultOf(error, target.value)));
  } finally {
    await asking.destroy();
  }
}

/**
 * The collation that compares by bytes and takes no trailing space for nothing. MySQL and MariaDB have it by different
 * names: their common utf8mb4_bin finds 'a' equal to 'a '.
 */
async function collationOf(knex: Knex): Promise<string | undefined> {
  const row = await knex<{ readonly name: string }>('information_schema.COLLATIONS')
    .select({ name: 'COLLATION_NAME' })
    .whereIn('COLLATION_NAME', ['utf8mb4_0900_bin', 'utf8mb4_nopad_bin'])
    .orderBy('COLLATION_NAME')
    .first();
  return row?.name;
}

function connectionTo({ host, port, user, password, database, isTls }: MysqlTarget, options: MysqlOptions) {
  const { caPem, connectTimeoutMs = 5_000 } = options;
  const ca = [...usualAuthorities(), ...(caPem === undefined ? [] : [caPem])];
  return {
    host,
    port,
    user,
    password,
    database,
    charset: 'utf8mb4',
    timezone: 'Z',
    // As text beyond what a number holds exactly, which the reading of a column then refuses.
    supportBigNumbers: true,
    connectTimeout: connectTimeoutMs,
    ...(isTls && { ssl: { ca, verifyIdentity: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' } }),
  };
}

/** Says what is wrong by the driver's word alone: its messages name the user. */
function faultOf(error: unknown, target: MysqlTarget): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = faults[code];
  if (known !== undefined) return `The database server at ${at(target)} ${known} (${code}).`;
  const reason = /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? ` (${code})` : '';
  return `The database server at ${at(target)} cannot be reached${reason}.`;
}

const faults: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'refuses the user or its password',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'refuses the user or its password',
  ER_DBACCESS_DENIED_ERROR: 'does not let the user into this database: it is not there, or the user lacks rights on it',
  ER_BAD_DB_ERROR: 'has no database of this name: make it, empty',
  ER_CON_COUNT_ERROR: 'takes no more connections: raise max_connections',
  HANDSHAKE_NO_SSL_SUPPORT:
    'does not offer TLS, without which nothing is sent to another machine: give it a certificate',
  HANDSHAKE_SSL_ERROR:
    'presents a certificate that is not trusted, has expired or names another host: name its authority in CUELIGHT_CA_FILE, and the host as the certificate does',
};

function at({ host, port }: MysqlTarget): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function unavailable(detail: string): Failure {
  return { code: 'storage-unavailable', detail };
}

/** Knex would write failed queries, with their values, to the console. */
const silent = { debug() {}, warn() {}, error() {}, deprecate() {} };

async function load() {
  try {
    const [{ mysqlClientOf }, { default: knex }] = await Promise.all([import('./mysql-client.js'), import('knex')]);
    return { mysqlClientOf, createKnex: knex.knex };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new Error(
      'MySQL needs the packages knex and mysql2, which are not installed: npm install knex@3.3.0 mysql2@3.24.6',
    );
  }
}
