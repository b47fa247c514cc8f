import { freePort } from '../free-port.js';
import { type OddServer, urlAt } from './odd-server.js';

/** A port at which nothing listens: a connection to it is refused. */
export async function startClosedPort(scheme: 'http' | 'https' = 'http'): Promise<OddServer> {
  const port = await freePort();
  return { url: urlAt(port, scheme), port, close: async () => {} };
}
