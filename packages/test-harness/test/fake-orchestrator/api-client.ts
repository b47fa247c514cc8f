import { Agent, request } from 'undici';
import { onTestFinished } from 'vitest';

/** A JSON object whose members a test looks at. */
export type Row = Readonly<Record<string, unknown>>;

/** An answer as the tests read it. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Empty when the body is no JSON object. */
  readonly body: Row;
  /** `value` of a list. */
  readonly rows: readonly Row[];
}

/** The smallest client that can do everything the tests need. */
export interface ApiClient {
  get(path: string): Promise<ApiAnswer>;
  post(path: string, body?: unknown): Promise<ApiAnswer>;
  send(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** The same client with more headers. */
  with(headers: Readonly<Record<string, string>>): ApiClient;
  /** The same client in a folder. */
  in(folderPath: string): ApiClient;
}

export function createApiClient(url: string, headers: Readonly<Record<string, string>> = {}): ApiClient {
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.destroy());
  return clientOver(dispatcher, url, headers);
}

function clientOver(dispatcher: Agent, url: string, headers: Readonly<Record<string, string>>): ApiClient {
  async function send(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const answer = await request(`${url}${path}`, {
      dispatcher,
      method: method as 'GET',
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    const parsed = rowOf(text);
    const rows = Array.isArray(parsed.value) ? (parsed.value as Row[]) : [];
    return { status: answer.statusCode, headers: answer.headers, text, body: parsed, rows };
  }

  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    with: (more) => clientOver(dispatcher, url, { ...headers, ...more }),
    in: (folderPath) => clientOver(dispatcher, url, { ...headers, 'x-uipath-folderpath': folderPath }),
  };
}

function rowOf(text: string): Row {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Row) : {};
  } catch {
    return {};
  }
}
