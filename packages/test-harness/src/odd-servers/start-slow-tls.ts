import { connect, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { serverCertificate } from '../tls/server-certificate.js';
import { listening, type OddServer } from './odd-server.js';

/** Does its part of the handshake a byte at a time, with a pause after each. */
export async function startSlowTls(pauseMs = 50): Promise<OddServer> {
  const inner = await listening(createTlsServer(await serverCertificate('ca')), 'https');
  const outer = await listening(
    createServer((socket) => {
      const proper = connect(inner.port, '127.0.0.1');
      proper.on('error', () => socket.destroy());
      socket.pipe(proper);
      const timer = setInterval(() => {
        const byte: Buffer | null = proper.read(1);
        if (byte !== null) socket.write(byte);
      }, pauseMs);
      socket.on('close', () => {
        clearInterval(timer);
        proper.destroy();
      });
    }),
    'https',
  );
  return {
    ...outer,
    async close() {
      await outer.close();
      await inner.close();
    },
  };
}
