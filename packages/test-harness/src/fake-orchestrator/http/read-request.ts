import type { IncomingMessage } from 'node:http';
import { parseJson } from '../json.js';
import type { ApiRequest } from './api-request.js';
import { failure, type Reply } from './reply.js';

/** Largest body, in bytes. */
const mostBytes = 1024 * 1024;

/** Reads a request to its end; or the refusal, when its body is larger than 1 MiB or its target is malformed. */
export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest | Reply> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  const url = urlOf(incoming.url ?? '/');
  if (bytes > mostBytes) return failure(413, 0, 'The request is too large.');
  if (url === undefined) return failure(400, 0, 'The URL is malformed.');
  const text = Buffer.concat(chunks).toString('utf8');
  const isForm = /^application\/x-www-form-urlencoded *(;|$)/i.test(incoming.headers['content-type'] ?? '');
  return {
    method: incoming.method ?? 'GET',
    path: url.path,
    query: url.query,
    headers: incoming.headers,
    body: bytes === 0 || isForm ? undefined : parseJson(text),
    form: isForm ? new URLSearchParams(text) : undefined,
  };
}

function urlOf(target: string): { readonly path: string; readonly query: URLSearchParams } | undefined {
  try {
    const { pathname, searchParams } = new URL(target, 'http://fake.invalid');
    return { path: decodeURIComponent(pathname), query: searchParams };
  } catch {
    return undefined;
  }
}
