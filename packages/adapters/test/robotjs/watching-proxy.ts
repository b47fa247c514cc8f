import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the browser sent it, whole. */
export interface WatchedRequest {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
}

/** A proxy that every request of a browser goes through. */
export interface WatchingProxy {
  readonly url: string;
  readonly requests: readonly WatchedRequest[];
  /** Where a page wanted a tunnel to, as for https; it got none. Without what Chromium does on its own account. */
  tunnels(): readonly string[];
}

/** Whether Chromium asks there for updates and the like, whatever a page does. */
export function isOwnErrand(host: string): boolean {
  return /\.(google|googleapis|gvt1)\.com(?::\d+)?$/.test(host);
}

/** Passes on what goes to this computer, and refuses all else; ends with the test. */
export async function startWatchingProxy(): Promise<WatchingProxy> {
  const requests: WatchedRequest[] = [];
  const tunnels: string[] = [];
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '');
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', headers } = asked;
      requests.push({ method, url, text: `${url.href}\n${JSON.stringify(headers)}\n${body}` });
      if (!['localhost', '127.0.0.1'].includes(url.hostname)) return void answer.writeHead(403).end();
      const passed = request(
        { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method, headers },
        (response) => {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(answer);
        },
      );
      // As nobody answers: the browser must see that, and no answer of the proxy.
      passed.on('error', () => answer.destroy());
      answer.on('close', () => passed.destroy());
      passed.end(body);
    });
  });
  server.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tunnels: () => tunnels.filter((host) => !isOwnErrand(host)),
  };
}
