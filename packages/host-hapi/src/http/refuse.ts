import type { Request, ResponseObject, ResponseToolkit } from '@hapi/hapi';
import { problemOf } from '../problems/problem.js';
import type { Refusal } from '../problems/refusal.js';
import './server-state.js';

/** When to try again after a 503 that does not know better. */
const usualRetryAfterMs = 10_000;

/** Answers a refusal as a problem body, with the headers that go with it. */
export function refuse(refusal: Refusal, { app }: Pick<Request, 'app'>, h: ResponseToolkit): ResponseObject {
  const problem = problemOf(refusal, app.traceId);
  app.refusal = refusal.code;
  const response = h.response(problem).type('application/problem+json').code(problem.status);
  if (refusal.code === 'key-required') response.header('www-authenticate', 'Bearer realm="cuelight"');
  const retryAfterMs = refusal.retryAfterMs ?? (problem.status === 503 ? usualRetryAfterMs : undefined);
  if (retryAfterMs !== undefined) {
    response.header('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  }
  // What is left of the body may never come. Of a refused delivery some bodies are read and some are not: the server would
  // close the connection of the latter alone, and so tell them apart.
  if (refusal.code === 'request-timeout' || refusal.code === 'delivery-refused') response.header('connection', 'close');
  return response;
}
