import { startMysqlServer } from '@cuelight/test-harness/mysql-server';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which a test makes databases of its own: `mysql://user:password@host:port`; empty when there is none. */
    mysqlUrl: string;
  }
}

/**
 * Provides what tests need beside themselves: the MySQL or MariaDB server that `CUELIGHT_TEST_MYSQL_URL` names, else one
 * that is started here for the run, else none.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.CUELIGHT_TEST_MYSQL_URL ?? '';
  const own = given === '' ? await startMysqlServer() : undefined;
  provide('mysqlUrl', own?.url ?? given);
  return async () => own?.stop();
}
