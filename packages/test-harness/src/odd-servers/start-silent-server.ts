import { createServer } from 'node:net';
import { listening, type OddServer } from './odd-server.js';

/** Takes every connection and never says a word: by `https`, not even for the handshake. */
export function startSilentServer(scheme: 'http' | 'https'): Promise<OddServer> {
  return listening(
    createServer((socket) => socket.resume()),
    scheme,
  );
}
