import { Readable } from 'node:stream';
import type { Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import type { RawRequest, Route, RouteContext } from '../routes/route.js';
import { type AdmitPorts, admit } from './admit.js';
import type { Answer } from './answer.js';
import { eventStreamBody } from './event-stream-body.js';
import type { Origin } from './is-from-here.js';
import { refuse } from './refuse.js';
import './server-state.js';

/** What mounting needs beside the route. */
export interface MountPorts extends AdmitPorts {
  readonly context: RouteContext;
  /** Whether a request was made on this machine. */
  isFromHere(origin: Origin): boolean;
  /** How long a stream of events may be silent, in milliseconds. */
  readonly keepAliveMs: number;
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
            const { headers, params, info } = request;
            const { authorization } = headers;
            const isFromHere = ports.isFromHere({ peer: info.remoteAddress, headers });
            const admitted = await admit(route, { authorization, isFromHere, processId: params.processId }, ports);
            if (!admitted.ok) return refuse(admitted.failure, request, h).takeover();
            if (admitted.value !== undefined) request.app.caller = admitted.value;
            return h.continue;
          },
        },
      },
    },
    async handler(request, h) {
      const answered = await route.respond(rawRequestOf(request), ports.context);
      return answered.ok ? show(answered.value, h, ports.keepAliveMs) : refuse(answered.failure, request, h);
    },
  });
}

function rawRequestOf({ params, query, headers, payload, app }: Request): RawRequest {
  const isBody = payload instanceof Readable || payload instanceof Uint8Array;
  return {
    ...{ params, query, headers, body: isBody ? payload : new Uint8Array(), caller: app.caller },
    afterAnswer(run) {
      app.afterAnswer = run;
    },
  };
}

function show(answer: Answer, h: ResponseToolkit, keepAliveMs: number): ResponseObject {
  switch (answer.kind) {
    case 'json':
      // Written here, while a fault is still answered and logged as one.
      return h.response(JSON.stringify(answer.body)).type('application/json').code(answer.status);
    case 'text':
      return h.response(answer.text).type(answer.type).code(answer.status);
    case 'empty':
      return h.response().code(204);
    case 'events':
      return (
        h
          .response(eventStreamBody(answer.events, keepAliveMs))
          .type('text/event-stream')
          // Some proxies would collect events before they pass them on.
          .header('x-accel-buffering', 'no')
      );
  }
}
