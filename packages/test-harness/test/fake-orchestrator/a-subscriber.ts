import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Row } from './api-client.js';

/** An event as it arrived. */
export interface ReceivedEvent {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: string;
  /** Empty when the body is no JSON. */
  readonly body: Row;
}

/** A server that takes webhooks and ends with the test. */
export interface Subscriber {
  readonly url: string;
  readonly received: readonly ReceivedEvent[];
  /** Types of the events in the order of their arrival. */
  types(): readonly unknown[];
}

/**
 * @param statusOf what it answers to each event, by the number of events before it
 * @param certificate shown by a subscriber that speaks HTTPS, as localhost
 */
export async function aSubscriber(
  statusOf: (before: number) => number = () => 204,
  certificate?: { readonly cert: string; readonly key: string },
): Promise<Subscriber> {
  const received: ReceivedEvent[] = [];
  const take: RequestListener = async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString('utf8');
    const status = statusOf(received.length);
    received.push({ headers: request.headers, raw, body: bodyOf(raw) });
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  };
  const server = certificate === undefined ? createServer(take) : createTlsServer(certificate, take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const origin = certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  return { url: `${origin}/hook`, received, types: () => received.map(({ body }) => body.Type) };
}

function bodyOf(raw: string): Row {
  try {
    return JSON.parse(raw) as Row;
  } catch {
    return {};
  }
}
