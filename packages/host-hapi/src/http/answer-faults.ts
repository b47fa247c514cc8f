import type { Request, Server } from '@hapi/hapi';
import { describeError } from '../logging/describe-error.js';
import type { Log } from '../logging/log.js';
import type { HostRefusal } from '../problems/refusal.js';
import { refuse } from './refuse.js';

/** Answers what the server itself refuses, and bugs, as problems too. Of a bug the caller learns the trace id only. */
export function answerFaults(server: Server, log: Log): void {
  server.ext('onPreResponse', (request, h) => {
    const { response, app } = request;
    if (!('isBoom' in response)) {
      response.header('x-request-id', app.traceId);
      return h.continue;
    }
    const { statusCode } = response.output;
    const refusal = byStatus[statusCode] ?? internal;
    if (refusal === internal) {
      noteFault(response, request, log);
    }
    return refuse(refusal, request, h).header('x-request-id', app.traceId);
  });
}

/** Logs a bug that a request met. Answers what it is answered with. */
export function noteFault(fault: unknown, { app, route }: Pick<Request, 'app' | 'route'>, log: Log): HostRefusal {
  log.error({ traceId: app.traceId, route: route.path, ...describeError(fault) }, 'a request failed');
  return internal;
}

const internal: HostRefusal = { code: 'internal-error', detail: 'The request met a fault of Cuelight.' };

/** What Hapi refuses before a handler runs. */
const byStatus: Readonly<Record<number, HostRefusal>> = {
  400: { code: 'invalid-input', detail: 'The address or a header of the request cannot be read.', errors: [] },
  404: { code: 'route-not-found', detail: 'There is nothing at this address.' },
  408: { code: 'request-timeout', detail: 'The body did not arrive in time.' },
  413: { code: 'body-too-large', detail: 'The body has more than 1 MiB.' },
};
