import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, inject, onTestFinished } from 'vitest';
import { type MysqlDatabase, type MysqlOptions, openMysql } from '../../src/persistence/mysql/index.js';
import { type Migrated, openMigratedMysql, removeAllRows } from './open-migrated.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests make databases of their own; empty when there is no server. */
    mysqlUrl: string;
  }
}

const reason = 'CUELIGHT_TEST_MYSQL_URL is not set, and neither mariadbd nor mysqld is installed';

/** Skips every test around it when there is no server. */
export function needsMysql(): void {
  beforeEach(({ skip }) => skip(!hasMysql, reason));
}

const hasMysql = inject('mysqlUrl') !== '';

/** The URL of a new database, which is gone when the test has ended. */
export async function aMysqlDatabase(): Promise<string> {
  const made = await makeDatabase();
  onTestFinished(made.drop);
  return made.url;
}

/** One new database for all tests around it, which are skipped when there is no server. */
export function oneMysqlDatabase(): { readonly url: string } {
  let made: Awaited<ReturnType<typeof makeDatabase>> | undefined;
  needsMysql();
  beforeAll(async () => {
    if (hasMysql) made = await makeDatabase();
  });
  afterAll(() => made?.drop());
  return {
    get url() {
      if (made === undefined) throw new Error('there is no database');
      return made.url;
    },
  };
}

/** One new database at the newest schema, without a row before each test. */
export function oneMigratedMysql(options: Omit<MysqlOptions, 'url'> = {}): () => Migrated {
  const database = oneMysqlDatabase();
  let opened: Migrated | undefined;
  const current = () => {
    if (opened === undefined) throw new Error('there is no database');
    return opened;
  };
  beforeAll(async () => {
    if (hasMysql) opened = await openMigratedMysql(database.url, options);
  });
  beforeEach(() => removeAllRows(current().knex));
  afterAll(() => opened?.close());
  return current;
}

/** The server's own URL of a database, or what else it knows. */
export async function openOnServer(database = 'information_schema'): Promise<MysqlDatabase> {
  const url = new URL(inject('mysqlUrl'));
  url.pathname = `/${database}`;
  const opened = await openMysql({ url: url.href, poolSize: 1 });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return opened.value;
}

async function makeDatabase() {
  const name = `cuelight_test_${randomBytes(8).toString('hex')}`;
  // Not what tables are to have, so that a table that does not say for itself is found out.
  await onServer(`CREATE DATABASE ${name} CHARACTER SET latin1`);
  const url = new URL(inject('mysqlUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name}`) };
}

async function onServer(sql: string): Promise<void> {
  const { knex, close } = await openOnServer();
  await knex.raw(sql);
  await close();
}
