import type { OddServer } from './odd-server.js';
import { startAnswering } from './start-answering.js';

/** Answers a request with these bytes, as they are, and closes the connection. */
export function startRawReply(bytes: string | Uint8Array): Promise<OddServer> {
  return startAnswering((socket) => socket.end(bytes));
}
