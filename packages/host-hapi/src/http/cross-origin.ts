import type { Cuelight } from '@cuelight/core';
import type { Server } from '@hapi/hapi';
import type { Route } from '../routes/route.js';
import type { Identified } from './authenticate.js';
import type { AnswerUnknown } from './mount-unknown.js';
import './server-state.js';

/** Whether pages of other origins may call a route: those of an app, with a token of it. */
export function isForPages({ who }: Pick<Route, 'who'>): boolean {
  return who.includes('token');
}

/**
 * The origin whose pages may read the answer, if there is one: that of the request, where the app lists it whose key or
 * token the request carries. A cookie opens nothing to another origin.
 */
export async function readableFrom(
  origin: unknown,
  { caller, session }: Identified,
  webOrigins: Pick<Cuelight['webOrigins'], 'isOfApp'>,
): Promise<string | undefined> {
  if (typeof origin !== 'string' || caller.appId === undefined || session !== undefined) return undefined;
  const isOfApp = await webOrigins.isOfApp(origin, caller.appId);
  return isOfApp.ok && isOfApp.value ? origin : undefined;
}

/** Says in every answer of a route for pages that it depends on the origin, and which one may read it. */
export function tellOrigins(server: Server): void {
  server.ext('onPreResponse', ({ response, app }, h) => {
    if (app.isForPages !== true || 'isBoom' in response) return h.continue;
    response.header('vary', 'origin');
    if (app.readableFrom !== undefined) {
      response.header('access-control-allow-origin', app.readableFrom);
      // Beside those that a page may read anyway.
      response.header('access-control-expose-headers', 'retry-after, x-request-id');
    }
    return h.continue;
  });
}

/** What a page may send beside what it always may. The last two are those of starts and of event streams. */
const requestHeaders = 'authorization, content-type, idempotency-key, last-event-id';

/** How long a browser may remember that it may ask, in seconds. */
const maxAgeS = 600;

/**
 * Answers what browsers ask before they call a route for pages (Fetch standard, "CORS-preflight request"). Such a request has
 * no key, and so no app: it is answered for the origins that any app lists, and tells nothing but that. What may then be
 * read is decided by the call itself.
 *
 * @param otherwise answers as if there were no such address
 */
export function answerPreflights(
  server: Server,
  routes: readonly Route[],
  webOrigins: Pick<Cuelight['webOrigins'], 'isOfAny'>,
  otherwise: AnswerUnknown,
): void {
  const methodsAt = new Map<string, string[]>();
  for (const route of routes.filter(isForPages)) {
    methodsAt.set(route.path, [...(methodsAt.get(route.path) ?? []), route.method]);
  }
  for (const [path, methods] of methodsAt) {
    server.route({
      method: 'OPTIONS',
      path,
      options: { payload: { parse: false, output: 'stream', maxBytes: Number.MAX_SAFE_INTEGER } },
      async handler(request, h) {
        request.app.isForPages = true;
        const origin = String(request.headers.origin ?? '');
        const isForRoute = methods.includes(String(request.headers['access-control-request-method']));
        const isKnown = isForRoute ? await webOrigins.isOfAny(origin) : undefined;
        if (isKnown?.ok !== true || !isKnown.value) return otherwise(request, h);
        return h
          .response()
          .code(204)
          .header('access-control-allow-origin', origin)
          .header('access-control-allow-methods', methods.join(', '))
          .header('access-control-allow-headers', requestHeaders)
          .header('access-control-max-age', String(maxAgeS));
      },
    });
  }
}
