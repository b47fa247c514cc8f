import { createServer, type Socket } from 'node:net';
import { listening, type OddServer } from './odd-server.js';

/** Starts a server that reads the head of a request, and leaves what to do with the connection to `answer`. */
export function startAnswering(answer: (socket: Socket) => void): Promise<OddServer> {
  const server = createServer((socket) => {
    let head = '';
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      head = '';
      answer(socket);
    };
    socket.on('data', read);
  });
  return listening(server, 'http');
}

/** Writes the same again and again, at the pace of the reader, until the connection ends. Told how many bytes each time. */
export function writeEndlessly(socket: Socket, piece: string, wrote: (bytes: number) => void): void {
  const write = () => {
    while (!socket.destroyed) {
      wrote(piece.length);
      if (!socket.write(piece)) return;
    }
  };
  socket.on('drain', write);
  write();
}
