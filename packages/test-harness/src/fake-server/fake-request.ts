import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, parseJson } from '../fake-orchestrator/json.js';

/** A request that arrived whole. */
export interface FakeRequest {
  readonly method: string;
  /** Without its query, percent-decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly text: string;
  /** The members of the body; undefined when it is no JSON object. */
  readonly body: JsonObject | undefined;
}

/** Reads a request to its end; undefined when its path is malformed. */
export async function readFakeRequest(incoming: IncomingMessage): Promise<FakeRequest | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const parsed = parseJson(text);
  try {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake.invalid');
    return {
      method: incoming.method ?? 'GET',
      path: decodeURIComponent(pathname),
      query: searchParams,
      headers: incoming.headers,
      text,
      body: isJsonObject(parsed) ? parsed : undefined,
    };
  } catch {
    return undefined;
  }
}
