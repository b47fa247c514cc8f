import type { IncomingMessage } from 'node:http';

const mostBytes = 32 * 1024 * 1024;

/** The body of a request; undefined when it is longer than 32 MiB. Rejects when the client goes away before its end. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The socket is left open, for an answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
