import { createServer, type Server } from 'node:http';

/** What the server of an app knows. The key never leaves it. */
export interface AppServerOptions {
  readonly serviceUrl: string;
  readonly appId: string;
  readonly runtimeKey: string;
  readonly processId: string;
  readonly html: string;
  readonly script: string;
}

/** Serves the page of an app, and gives it tokens for its process. Another app signs its user in before that. */
export function createAppServer(options: AppServerOptions): Server {
  const { serviceUrl, appId, runtimeKey, processId, html, script } = options;
  return createServer(async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    if (request.url === '/page.js') return void response.setHeader('content-type', 'text/javascript').end(script);
    if (request.url !== '/token') return void response.setHeader('content-type', 'text/html').end(html);
    const made = await fetch(`${serviceUrl}/v1/apps/${appId}/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${runtimeKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ processIds: [processId], ttlS: 300 }),
    }).catch(() => undefined);
    if (made?.ok !== true) return void response.writeHead(502).end();
    const { token } = (await made.json()) as { token: string };
    response.end(token);
  });
}
