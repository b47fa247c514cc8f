import { actorOf, type Caller, type Result } from '@cuelight/core';
import type { z } from 'zod';
import type { Answer } from '../http/answer.js';
import { readFields } from '../http/read-fields.js';
import type { Refusal } from '../problems/refusal.js';
import type { MayCall, Route, RouteContext, RouteInput, Tell } from './route.js';

/** A route for callers with a key, and a handler that gets its fields read and checked. */
export interface RouteSpec<S extends RouteInput>
  extends Pick<Route, 'method' | 'path' | 'summary' | 'answers' | 'tells'> {
  readonly who: readonly [MayCall, ...MayCall[]];
  readonly needsOrchestratorProcess?: true;
  readonly takes: S;
  handle(
    fields: z.output<z.ZodObject<S>> & { readonly caller: Caller; readonly tell?: Tell },
    context: RouteContext,
  ): Promise<Result<Answer, Refusal>>;
}

/** Makes a route from its specification. What its handler changes is recorded as changed by the caller. */
export function defineRoute<S extends RouteInput>(spec: RouteSpec<S>): Route {
  const { handle, needsOrchestratorProcess = false, ...rest } = spec;
  return {
    ...rest,
    needsOrchestratorProcess,
    async respond(request, context) {
      if (request.caller === undefined) throw new Error(`${spec.path} was reached without a key`);
      const fields = readFields(spec.takes, request);
      if (!fields.ok) return fields;
      const { caller, tell } = request;
      return handle(
        { ...fields.value, caller, ...(tell && { tell }) },
        { ...context, cuelight: context.cuelight.as(actorOf(caller)) },
      );
    },
  };
}
