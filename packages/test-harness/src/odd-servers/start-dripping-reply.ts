import type { OddServer } from './odd-server.js';
import { startAnswering } from './start-answering.js';

/** Answers a byte at a time, with a pause after each, and never comes to an end: in the headers, or in the body. */
export function startDrippingReply(part: 'headers' | 'body', pauseMs = 20): Promise<OddServer> {
  return startAnswering((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${part === 'headers' ? 'X-Header: ' : '\r\n'}`);
    const timer = setInterval(() => socket.write('x'), pauseMs);
    socket.on('close', () => clearInterval(timer));
  });
}
