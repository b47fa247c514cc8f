import { type DatabaseProxy, startDatabaseProxy } from '@cuelight/test-harness/mysql-server';
import { onTestFinished } from 'vitest';

/** A way to a database that the running test can close. */
export async function aProxyTo(databaseUrl: string): Promise<DatabaseProxy> {
  const proxy = await startDatabaseProxy(databaseUrl);
  onTestFinished(() => proxy.close());
  return proxy;
}
