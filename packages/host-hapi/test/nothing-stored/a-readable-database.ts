import { relative } from 'node:path';
import { openMysql } from '@cuelight/adapters/persistence/mysql';
import { startMysqlServer } from '@cuelight/test-harness/mysql-server';
import { onTestFinished } from 'vitest';
import { bytesOfAll } from '../world/a-folder.js';
import { aMysqlDatabase } from '../world/a-mysql-database.js';
import { until } from '../world/until.js';
import type { Place } from './search.js';

/** A MySQL database of which everything can be read that its server has written. */
export interface AReadableDatabase {
  readonly url: string;
  readonly password: string;
  /** Every file of the server, its logs for undo and redo among them; of a server elsewhere, every value of every table. */
  stored(): Promise<readonly Place[]>;
  /** Where the name of a connection is among them. */
  readonly places: readonly RegExp[];
}

type Knex = Extract<Awaited<ReturnType<typeof openMysql>>, { readonly ok: true }>['value']['knex'];

/** On a server of its own where one is installed, else on the server of the whole run. */
export async function aReadableDatabase(): Promise<AReadableDatabase> {
  const server = await startMysqlServer({ serverArguments });
  if (server === undefined) {
    const { url, password } = await aMysqlDatabase();
    return {
      url,
      password,
      stored: () => onDatabase(url, everyValue),
      places: [/name of a connection in mysql: connections/],
    };
  }
  onTestFinished(() => server.stop());
  const { url, password } = await aMysqlDatabase(server.url);
  const stored = async () => {
    await onDatabase(`${server.url}/mysql`, writeOut);
    const files = await bytesOfAll(server.dataFolder);
    return files.map(({ file, bytes }): Place => {
      return { kind: 'file', name: `mysql: ${relative(server.dataFolder, file)}`, bytes };
    });
  };
  return {
    url,
    password,
    stored,
    places: [/name of a connection in mysql: .*(redo|ib_logfile)/, /name of a connection in mysql: .*connections.ibd/],
  };
}

/** What is committed is in the redo log at once. */
const serverArguments = ['--innodb-flush-log-at-trx-commit=1', '--innodb-log-file-size=16M'];

async function onDatabase<T>(url: string, work: (knex: Knex) => Promise<T>): Promise<T> {
  const opened = await openMysql({ url, poolSize: 1 });
  if (!opened.ok) throw new Error(opened.failure.detail);
  try {
    return await work(opened.value.knex);
  } finally {
    await opened.value.close();
  }
}

/** Has the server write every page that it has changed. */
async function writeOut(knex: Knex): Promise<void> {
  const [[{ isLogged }]] = await knex.raw('SELECT @@log_bin OR @@general_log OR @@slow_query_log AS isLogged');
  if (isLogged !== 0) throw new Error('the server keeps a log of its statements');
  await knex.raw('SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0');
  await knex.raw('SET GLOBAL innodb_max_dirty_pages_pct = 0');
  await until(async () => {
    const [[{ Value }]] = await knex.raw("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'");
    return Value === '0' || undefined;
  }, 'the server to write its pages');
}

async function everyValue(knex: Knex): Promise<readonly Place[]> {
  const [tables] = await knex.raw('SHOW TABLES');
  const names = (tables as readonly object[]).flatMap((row) => Object.values(row).map(String));
  return Promise.all(
    names.map(async (name): Promise<Place> => {
      const rows: readonly object[] = await knex(name).select('*');
      const values = rows.flatMap((row) => Object.values(row));
      const bytes = values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${value}\n`)));
      return { kind: 'file', name: `mysql: ${name}`, bytes: Buffer.concat(bytes) };
    }),
  );
}
