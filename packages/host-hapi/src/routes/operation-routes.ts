import { fail, succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { readFields } from '../http/read-fields.js';
import type { Route } from './route.js';

/** What operators and their tools ask; none needs a key. */
export const operationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the process lives',
    who: 'anyone',
    needsOrchestratorProcess: false,
    takes: {},
    answers: { 200: { description: 'It does', body: z.strictObject({ status: z.literal('ok') }) } },
    async respond(request) {
      const fields = readFields({}, request);
      return fields.ok ? succeed(json(200, { status: 'ok' })) : fields;
    },
  },
  {
    method: 'GET',
    path: '/readyz',
    summary: 'Whether the service can do its work',
    who: 'anyone',
    needsOrchestratorProcess: false,
    takes: {},
    answers: { 200: { description: 'It can', body: z.strictObject({ status: z.literal('ready') }) } },
    async respond(request, context) {
      const fields = readFields({}, request);
      if (!fields.ok) return fields;
      if (await context.isReady()) return succeed(json(200, { status: 'ready' }));
      return fail({ code: 'not-ready', detail: 'The service cannot do its work now.' });
    },
  },
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    who: 'anyone',
    needsOrchestratorProcess: false,
    takes: {},
    answers: { 200: { description: 'OpenAPI 3.1', body: z.looseObject({ openapi: z.string() }) } },
    async respond(request, context) {
      const fields = readFields({}, request);
      return fields.ok ? succeed(json(200, context.openApi())) : fields;
    },
  },
];
