import type { Request, Server } from '@hapi/hapi';
import type { Log } from '../logging/log.js';
import './server-state.js';

/**
 * Logs every answered request: by the template of its route, never by its path, which may hold a job key; never its
 * query, headers or body.
 */
export function logRequests(server: Server, log: Log): void {
  server.events.on('response', (request: Request) => {
    const { app, method, route, response, params, info } = request;
    const status = 'statusCode' in response ? response.statusCode : response.output.statusCode;
    const appId = app.caller?.appId;
    const isAboutProcess = route.path.startsWith('/v1/') && status < 400 && typeof params.processId === 'string';
    log.info(
      {
        traceId: app.traceId,
        route: `${method.toUpperCase()} ${route.path}`,
        status,
        ms: Date.now() - info.received,
        ...(appId !== undefined && { appId }),
        ...(isAboutProcess && { processId: params.processId }),
      },
      'answered',
    );
  });
}
