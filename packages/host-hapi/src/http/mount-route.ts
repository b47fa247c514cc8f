import { Readable } from 'node:stream';
import type { Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import type { Log } from '../logging/log.js';
import type { RawRequest, Route, RouteContext, Tell } from '../routes/route.js';
import type { Session } from '../session/sessions.js';
import { type AdmitPorts, admit } from './admit.js';
import type { Answer, ToldEvents } from './answer.js';
import { noteFault } from './answer-faults.js';
import { answerLive, type LivePorts, wantsEvents } from './answer-live.js';
import type { Authenticate } from './authenticate.js';
import { isForPages, readableFrom } from './cross-origin.js';
import { eventStreamBody } from './event-stream-body.js';
import type { Origin } from './is-from-here.js';
import { refuse } from './refuse.js';
import './server-state.js';

/** What mounting needs beside the route. */
export interface MountPorts extends AdmitPorts {
  readonly authenticate: Authenticate;
  readonly context: RouteContext;
  /** Whether a request was made on this machine. */
  isFromHere(origin: Origin): boolean;
  /** How long a stream of events may be silent, in milliseconds. */
  readonly keepAliveMs: number;
  readonly log: Log;
}

/** The longest body that is read, in bytes; `/hooks` counts for itself. */
const longestBody = 1024 * 1024;

/** Serves a route. */
export function mountRoute(server: Server, route: Route, ports: MountPorts): void {
  const payload =
    route.readsRawBody === true
      ? ({ parse: false, output: 'stream', maxBytes: Number.MAX_SAFE_INTEGER } as const)
      : ({ parse: false, output: 'data', maxBytes: longestBody } as const);

  server.route({
    method: route.method,
    path: route.path,
    options: {
      ...(route.method !== 'GET' && { payload }),
      ext: {
        onPreAuth: {
          async method(request, h) {
            const { headers, params, info, app } = request;
            if (isForPages(route)) app.isForPages = true;
            if (route.who === 'anyone') return h.continue;
            if (route.isOpenHere === true && ports.isFromHere({ peer: info.remoteAddress, headers })) return h.continue;
            const identified = await ports.authenticate(headers);
            if (!identified.ok) return refuse(identified.failure, request, h).takeover();
            const { session } = identified.value;
            const readable = isForPages(route)
              ? await readableFrom(headers.origin, identified.value, ports.context.cuelight.webOrigins)
              : undefined;
            if (readable !== undefined) app.readableFrom = readable;
            const admitted = await admit(route, identified.value, { headers, processId: params.processId }, ports);
            if (!admitted.ok) return refuse(admitted.failure, request, h).takeover();
            app.caller = admitted.value;
            if (session !== undefined) app.session = session;
            return h.continue;
          },
        },
      },
    },
    async handler(request, h) {
      const raw = rawRequestOf(request);
      const respond = (tell?: Tell) => route.respond({ ...raw, ...(tell && { tell }) }, ports.context);
      const isLive = route.tells !== undefined && wantsEvents(request.headers);
      const answered = await (isLive ? answerLive(respond, livePortsOf(request, ports.log)) : respond());
      if (!answered.ok) return refuse(answered.failure, request, h);
      return show(answered.value, h, ports.keepAliveMs, request.app.session);
    },
  });
}

function rawRequestOf({ params, query, headers, payload, app, info }: Request): RawRequest {
  const isBody = payload instanceof Readable || payload instanceof Uint8Array;
  return {
    ...{ params, query, headers, body: isBody ? payload : new Uint8Array(), caller: app.caller },
    peer: info.remoteAddress,
    afterAnswer(run) {
      app.afterAnswer = run;
    },
  };
}

function livePortsOf(request: Request, log: Log): LivePorts {
  return {
    traceId: request.app.traceId,
    onFault: (fault) => noteFault(fault, request, log),
    onRefused({ code }) {
      request.app.refusal = code;
    },
  };
}

function show(answer: Answer, h: ResponseToolkit, keepAliveMs: number, session: Session | undefined): ResponseObject {
  switch (answer.kind) {
    case 'json':
      // Written here, while a fault is still answered and logged as one.
      return withCookies(
        h.response(JSON.stringify(answer.body)).type('application/json').code(answer.status),
        answer.setCookies,
      );
    case 'text':
      return h.response(answer.text).type(answer.type).code(answer.status);
    case 'empty':
      return withCookies(h.response().code(204), answer.setCookies);
    case 'events':
      return (
        h
          .response(eventStreamBody(endingWith(session, answer.events), keepAliveMs))
          .type('text/event-stream')
          // Some proxies would collect events before they pass them on.
          .header('x-accel-buffering', 'no')
      );
  }
}

function withCookies(response: ResponseObject, cookies: readonly string[] = []): ResponseObject {
  for (const cookie of cookies) response.header('set-cookie', cookie, { append: true });
  return response;
}

/** The events, until the session ends in which they were asked for. */
function endingWith(session: Session | undefined, events: ToldEvents): ToldEvents {
  if (session === undefined) return events;
  const forget = session.whileOpen(() => events.close());
  return {
    next: () => events.next(),
    close() {
      forget();
      events.close();
    },
  };
}
