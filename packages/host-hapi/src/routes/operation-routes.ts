import { fail, succeed } from '@cuelight/core';
import { z } from 'zod';
import { json, text } from '../http/answer.js';
import { readFields } from '../http/read-fields.js';
import type { Route } from './route.js';

/** What operators and their tools ask; none needs a key, but for the metrics when they are asked for from elsewhere. */
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
    path: '/metrics',
    summary: 'What is counted, for Prometheus: open on the machine of the service itself, elsewhere to any key',
    who: ['admin', 'designer', 'runtime'],
    isOpenHere: true,
    needsOrchestratorProcess: false,
    takes: {},
    answers: { 200: { description: 'The text format of Prometheus', text: 'text/plain' } },
    async respond(request, context) {
      const fields = readFields({}, request);
      if (!fields.ok) return fields;
      const exposition = await context.metrics();
      return succeed(text(200, exposition.type, exposition.text));
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
