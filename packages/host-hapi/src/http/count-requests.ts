import type { Request, Server } from '@hapi/hapi';
import type { Counters } from '../metrics/create-counters.js';
import './server-state.js';

/** Counts every answered request, by the template of its route. */
export function countRequests(server: Server, counters: Pick<Counters, 'answered'>): void {
  server.events.on('response', ({ app, method, route, response }: Request) => {
    const status = 'statusCode' in response ? response.statusCode : response.output.statusCode;
    counters.answered({
      method: method.toUpperCase(),
      route: route.path,
      status,
      ...(app.refusal !== undefined && { refusal: app.refusal }),
    });
  });
}
