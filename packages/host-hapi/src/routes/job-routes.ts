import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { jobShape, startedJobShape } from '../shapes/job-shape.js';
import { jsonObject } from '../shapes/json-object.js';
import { idText, lineOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';

const params = z.strictObject({ processId: idText, jobKey: z.guid('must be the key of a job, a GUID').toLowerCase() });

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
  .exactOptional();

/** Starting, reading and stopping jobs. */
export const jobRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/processes/{processId}/jobs',
    summary: 'Start a job, effectively once',
    who: ['admin', 'runtime', 'token'],
    needsOrchestratorProcess: true,
    takes: {
      params: z.strictObject({ processId: idText }),
      headers: z.object({ 'idempotency-key': idempotencyKey }),
      body: z.strictObject({ input: jsonObject.exactOptional(), runtime: lineOfText(100).exactOptional() }).optional(),
    },
    answers: { 202: { description: 'The job, accepted by Orchestrator', body: startedJobShape } },
    async handle({ params, headers, body, caller }, { cuelight }) {
      const key = headers['idempotency-key'];
      const start = { ...body, ...(key !== undefined && { idempotencyKey: key }) };
      const started = await cuelight.startJob(params.processId, start, caller);
      if (!started.ok) return started;
      const { job, ...rest } = started.value;
      return succeed(json(202, { ...job, ...rest }));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/processes/{processId}/jobs/{jobKey}',
    summary: 'Read a job, with its output once it is Successful',
    who: ['admin', 'runtime', 'token'],
    needsOrchestratorProcess: true,
    takes: { params },
    answers: { 200: { description: 'The job, as Orchestrator has it now', body: jobShape } },
    async handle({ params, caller }, { cuelight }) {
      const job = await cuelight.jobs.read(params.processId, params.jobKey, caller);
      return job.ok ? succeed(json(200, job.value)) : job;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/processes/{processId}/jobs/{jobKey}/stop',
    summary: 'Ask for a job to be stopped',
    who: ['admin', 'runtime', 'token'],
    needsOrchestratorProcess: true,
    takes: { params, body: z.strictObject({ mode: z.enum(['soft', 'kill']) }) },
    answers: {
      200: { description: 'The job, which had ended already', body: jobShape },
      202: { description: 'The job, after Orchestrator was asked to stop it', body: jobShape },
    },
    async handle({ params, body, caller }, { cuelight }) {
      const stopped = await cuelight.jobs.stop(params.processId, params.jobKey, body.mode, caller);
      return stopped.ok ? succeed(json(stopped.value.hadEnded ? 200 : 202, stopped.value.job)) : stopped;
    },
  }),
];
