import type { Request, ResponseObject, ResponseToolkit } from '@hapi/hapi';
import { problemOf } from '../problems/problem.js';
import type { Refusal } from '../problems/refusal.js';
import './server-state.js';

/** Answers a refusal as a problem body, with the headers that go with it. */
export function refuse(refusal: Refusal, { app }: Pick<Request, 'app'>, h: ResponseToolkit): ResponseObject {
  const problem = problemOf(refusal, app.traceId);
  const response = h.response(problem).type('application/problem+json').code(problem.status);
  if (refusal.code === 'key-required') response.header('www-authenticate', 'Bearer realm="cuelight"');
  if ('retryAfterMs' in refusal && refusal.retryAfterMs !== undefined) {
    response.header('retry-after', String(Math.max(1, Math.ceil(refusal.retryAfterMs / 1_000))));
  }
  return response;
}
