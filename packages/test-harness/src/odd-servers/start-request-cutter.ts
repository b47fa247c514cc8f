import type { OddServer } from './odd-server.js';
import { startAnswering } from './start-answering.js';

/** Reads a request and closes the connection instead of answering. */
export function startRequestCutter(): Promise<OddServer> {
  return startAnswering((socket) => socket.destroy());
}
