import type { Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import type { Authenticate } from './authenticate.js';
import { refuse } from './refuse.js';

const anywhere = '/{any*}';
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Answers what no route does: `key-required` to whoever has no key, so that strangers learn nothing of the routes;
 * else `method-not-allowed` with the methods there are, or `route-not-found`.
 */
export type AnswerUnknown = (request: Request, h: ResponseToolkit) => Promise<ResponseObject>;

/** Has everything answered so that is no route of the server, and answers what does so. */
export function mountUnknown(server: Server, authenticate: Authenticate): AnswerUnknown {
  const answer: AnswerUnknown = async (request, h) => {
    const caller = await authenticate(request.headers);
    if (!caller.ok) return refuse(caller.failure, request, h);
    const allowed = methods.filter((method) => server.match(method, request.path)?.path !== anywhere);
    if (allowed.length === 0) {
      return refuse({ code: 'route-not-found', detail: 'There is nothing at this address.' }, request, h);
    }
    const detail = `This address takes ${allowed.join(', ')}.`;
    return refuse({ code: 'method-not-allowed', detail }, request, h).header('allow', allowed.join(', '));
  };
  server.route({
    method: '*',
    path: anywhere,
    options: { payload: { parse: false, output: 'stream', maxBytes: Number.MAX_SAFE_INTEGER } },
    handler: answer,
  });
  return answer;
}
