import { createServer } from 'node:net';
import { listening, type OddServer } from './odd-server.js';

/**
 * Closes every connection as soon as the handshake of TLS has begun.
 *
 * @param bytes what it says before that; nothing when absent
 */
export function startHandshakeCutter(bytes: string | Uint8Array = ''): Promise<OddServer> {
  return listening(
    createServer((socket) => {
      socket.once('data', () => socket.end(bytes));
    }),
    'https',
  );
}
