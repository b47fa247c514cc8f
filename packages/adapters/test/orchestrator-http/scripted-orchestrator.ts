import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request that arrived. */
export interface Seen {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What is done with a request. */
export type Act =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The connection is closed without a byte. */
  | 'reset'
  /** Nothing is ever answered. */
  | 'silence'
  /** These bytes, as they are, and the connection is closed. */
  | { readonly raw: string | Uint8Array }
  /** These bytes, as they are, and then nothing more. */
  | { readonly stalled: string };

/** A server that behaves as a test tells it to. */
export interface ScriptedOrchestrator {
  readonly url: string;
  /** Every request in the order of arrival. */
  readonly seen: readonly Seen[];
  /** The requests to paths that end so. */
  to(pathEnd: string): readonly Seen[];
  /** Starts `seen` anew. */
  forget(): void;
  close(): Promise<void>;
}

/** The folder that exists unless the script says otherwise. */
export const accountsPayable = { key: '5f6dadf1-3677-49dc-8aca-c2999dd4b3ba', path: 'Finance/AP' };

/**
 * Starts one on 127.0.0.1.
 *
 * @param script what to do with a request; where it says nothing, signing in works (with tokens `token-1`, `token-2`
 *   and so on), the folder {@link accountsPayable} has id 13, and everything else is not found
 * @param tls key and certificate, for https
 */
export async function startScriptedOrchestrator(
  script: (request: Seen) => Act | undefined = () => undefined,
  { apiVersion = '17.0', tls }: { apiVersion?: string; tls?: { key: string; cert: string } } = {},
): Promise<ScriptedOrchestrator> {
  const seen: Seen[] = [];
  const to = (pathEnd: string) => seen.filter(({ path }) => path.endsWith(pathEnd));
  const server = tls === undefined ? createServer() : createTlsServer(tls);
  const headers = { 'api-supported-versions': apiVersion, 'content-type': 'application/json; odata.metadata=minimal' };

  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const [path = '', query] = (request.url ?? '').split('?');
      const { method = '' } = request;
      const body = Buffer.concat(chunks).toString();
      const asked = { method, path, query: new URLSearchParams(query), headers: request.headers, body };
      seen.push(asked);
      const act = script(asked) ?? usual(asked, to('/api/Account/Authenticate').length);
      if (act === 'silence') return;
      if (act === 'reset') request.socket.resetAndDestroy();
      else if ('raw' in act) request.socket.end(act.raw);
      else if ('stalled' in act) request.socket.write(act.stalled);
      else {
        response.writeHead(act.status ?? 200, { ...headers, ...act.headers });
        response.end(typeof act.body === 'string' ? act.body : JSON.stringify(act.body));
      }
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${portOf(server)}`,
    seen,
    to,
    forget() {
      seen.length = 0;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A web page with status 200, as Orchestrator answers an unknown route. */
export const webPage = {
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Orchestrator</title>',
} as const;

function usual({ path }: Seen, signIns: number): Act {
  if (path.endsWith('/api/Account/Authenticate')) return { body: { result: `token-${signIns}`, success: true } };
  if (path.endsWith('/odata/Folders')) {
    const folder = { Key: accountsPayable.key, DisplayName: 'AP', FullyQualifiedName: accountsPayable.path, Id: 13 };
    return { body: { value: [folder] } };
  }
  return { status: 404, body: { message: 'An error has occurred.', errorCode: 0 } };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
