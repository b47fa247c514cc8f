import type { AddressInfo, Server, Socket } from 'node:net';

/** A server on loopback that behaves in an odd way, to see what its clients make of it. */
export interface OddServer {
  /** Where clients go; with `https` by the name `localhost`. */
  readonly url: string;
  readonly port: number;
  /** Ends it and cuts every connection. */
  close(): Promise<void>;
}

/** Lets a server listen at a free port of 127.0.0.1. */
export async function listening(server: Server, scheme: 'http' | 'https'): Promise<OddServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    // Clients leave when they have seen enough.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: urlAt(port, scheme),
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The address of a port, by the name that certificates are for. */
export function urlAt(port: number, scheme: 'http' | 'https'): string {
  return `${scheme}://${scheme === 'https' ? 'localhost' : '127.0.0.1'}:${port}`;
}
