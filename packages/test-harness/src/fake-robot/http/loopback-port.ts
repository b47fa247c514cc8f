import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port that is listened at on this computer alone. */
export interface LoopbackPort {
  readonly port: number;
  /** Cuts off every connection. */
  dropConnections(): void;
  /** Ends it and cuts off every connection. */
  close(): Promise<void>;
}

/** How often another free port is tried when one is free at 127.0.0.1 alone. */
const mostTries = 10;

/**
 * Listens at 127.0.0.1, and at ::1 too where there is one: `localhost` may mean either, and a stranger at the other would
 * get the requests. Throws when the port is taken.
 * @param port 0 takes a free one
 */
export async function openLoopbackPort(port: number, listener: RequestListener): Promise<LoopbackPort> {
  for (let tries = 1; ; tries += 1) {
    const first = await listening(listener, port, '127.0.0.1');
    const bound = (first.address() as AddressInfo).port;
    try {
      const second = await listening(listener, bound, '::1').catch(unlessThereIsNone);
      return portOf(bound, second === undefined ? [first] : [first, second]);
    } catch (error) {
      await closing(first);
      if (port !== 0 || tries === mostTries) throw error;
    }
  }
}

function portOf(port: number, servers: readonly Server[]): LoopbackPort {
  return {
    port,
    dropConnections() {
      for (const server of servers) server.closeAllConnections();
    },
    async close() {
      await Promise.all(servers.map(closing));
    },
  };
}

function unlessThereIsNone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error;
}

function listening(listener: RequestListener, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function closing(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
