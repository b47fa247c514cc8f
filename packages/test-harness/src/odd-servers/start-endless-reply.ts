import type { OddServer } from './odd-server.js';
import { startAnswering, writeEndlessly } from './start-answering.js';

/** Where a reply does not end. `interim` sends one 103 after the other. */
export type EndlessPart = 'headers' | 'one-header' | 'interim' | 'body' | 'chunks';

/** Begins an answer and goes on with it as fast as it is read, for ever. */
export async function startEndlessReply(
  part: EndlessPart,
): Promise<OddServer & { /** How much was handed to the kernel so far. */ sentBytes(): number }> {
  let bytes = 0;
  const [start, piece] = parts[part];
  const server = await startAnswering((socket) => {
    socket.write(start);
    writeEndlessly(socket, piece, (more) => {
      bytes += more;
    });
  });
  return { ...server, sentBytes: () => bytes };
}

const kilobyte = 'x'.repeat(1_024);
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

const parts: Readonly<Record<EndlessPart, readonly [start: string, piece: string]>> = {
  headers: [ok, `X-Header: ${kilobyte}\r\n`],
  'one-header': [`${ok}X-Header: `, kilobyte],
  interim: ['', 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n'],
  body: [`${ok}Connection: close\r\n\r\n`, kilobyte],
  chunks: [`${ok}Transfer-Encoding: chunked\r\n\r\n`, `400\r\n${kilobyte}\r\n`],
};
