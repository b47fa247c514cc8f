import type { OddServer } from '@cuelight/test-harness/odd-servers';
import { onTestFinished } from 'vitest';

/** A server that ends with the test. */
export async function running<T extends Pick<OddServer, 'close'>>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
}
