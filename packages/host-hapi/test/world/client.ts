import type { Server } from '@hapi/hapi';
import { expectConformance } from './conformance.js';

/** A JSON object whose members a test looks at. */
export type Row = Readonly<Record<string, unknown>>;

/** An answer as the tests read it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Empty when the body is no JSON object. */
  readonly body: Row;
  /** `items` of a list. */
  readonly items: readonly Row[];
}

/** What a call may have beside method and path. */
export interface CallOptions {
  /** Sent as JSON; a text or bytes are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the service, and holds every answer against its description. */
export interface Client {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

/** Calls the service without a socket. */
export function createClient(server: Server, key?: string): Client {
  return clientOver(key, async (method, url, headers, payload) => {
    const answer = await server.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
    return { status: answer.statusCode, headers: answer.headers, text: answer.payload };
  });
}

/** Calls the service at its address. */
export function createHttpClient(baseUrl: string, key?: string): Client {
  return clientOver(key, async (method, path, headers, body) => {
    const answer = await fetch(`${baseUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  });
}

type Send = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer | undefined,
) => Promise<Pick<Answer, 'status' | 'headers' | 'text'>>;

function clientOver(key: string | undefined, send: Send): Client {
  async function call(method: string, path: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof Buffer;
    const allHeaders = {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    const {
      status,
      headers: answered,
      text,
    } = await send(method, path, allHeaders, isRaw ? body : JSON.stringify(body));
    const contentType = String(answered['content-type'] ?? '');
    expectConformance({ method, path: path.split('?')[0] ?? '', status, contentType, text });
    return answerOf(status, answered, text);
  }
  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, { body }),
    delete: (path) => call('DELETE', path),
  };
}

function answerOf(status: number, headers: Answer['headers'], text: string): Answer {
  const body = rowOf(text);
  return { status, headers, text, body, items: Array.isArray(body.items) ? (body.items as Row[]) : [] };
}

function rowOf(text: string): Row {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Row) : {};
  } catch {
    return {};
  }
}
