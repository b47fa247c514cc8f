import { randomBytes } from 'node:crypto';
import { openMysql } from '@cuelight/adapters/persistence/mysql';
import { type DatabaseProxy, startDatabaseProxy } from '@cuelight/test-harness/mysql-server';
import { beforeEach, inject, onTestFinished } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests make databases of their own; empty when there is no server. */
    mysqlUrl: string;
  }
}

/** Skips every test around it when there is no server. */
export function needsMysql(): void {
  const reason = 'CUELIGHT_TEST_MYSQL_URL is not set, and neither mariadbd nor mysqld is installed';
  beforeEach(({ skip }) => skip(inject('mysqlUrl') === '', reason));
}

/** A new and empty database with a user of its own, both gone when the test has ended. */
export interface AMysqlDatabase {
  readonly url: string;
  readonly password: string;
  /** A way to it that the test can close. */
  readonly proxy: DatabaseProxy;
}

/** @param serverUrl where it is made; on the server of the whole run when absent */
export async function aMysqlDatabase(serverUrl = inject('mysqlUrl')): Promise<AMysqlDatabase> {
  const name = `cuelight_test_${randomBytes(8).toString('hex')}`;
  const user = `u${name.slice(-16)}`;
  const password = `p@ss/${randomBytes(12).toString('hex')}`;
  await onServer(
    serverUrl,
    `CREATE DATABASE ${name} CHARACTER SET latin1`,
    `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`,
    `GRANT ALL PRIVILEGES ON ${name}.* TO '${user}'@'%'`,
  );
  onTestFinished(() => onServer(serverUrl, `DROP DATABASE ${name}`, `DROP USER '${user}'@'%'`));
  const url = new URL(serverUrl);
  Object.assign(url, { pathname: `/${name}`, username: user, password: encodeURIComponent(password) });
  const proxy = await startDatabaseProxy(url.href);
  onTestFinished(() => proxy.close());
  return { url: url.href, password, proxy };
}

async function onServer(serverUrl: string, ...statements: readonly string[]): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = '/information_schema';
  const opened = await openMysql({ url: url.href, poolSize: 1 });
  if (!opened.ok) throw new Error(opened.failure.detail);
  for (const sql of statements) await opened.value.knex.raw(sql);
  await opened.value.close();
}
