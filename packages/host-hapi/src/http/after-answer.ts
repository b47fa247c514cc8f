import type { Request, Server } from '@hapi/hapi';
import { describeError } from '../logging/describe-error.js';
import type { Log } from '../logging/log.js';
import './server-state.js';

/** Runs what a route left to be done once its answer was sent, or its caller was gone. A fault of it is logged. */
export function runAfterAnswers(server: Server, log: Log): void {
  server.events.on('response', ({ app, route }: Request) => {
    const { traceId, afterAnswer } = app;
    afterAnswer?.().catch((error: unknown) => {
      log.error({ traceId, route: route.path, ...describeError(error) }, 'what follows an answer failed');
    });
  });
}
