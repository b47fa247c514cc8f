import { type AppEvent, type JobEvent, succeed } from '@cuelight/core';
import { z } from 'zod';
import type { ToldEvent } from '../http/answer.js';
import { told } from '../http/told.js';
import { appSnapshotShape, jobShape, lifecycleShape, lostShape } from '../shapes/job-shape.js';
import { idText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';

/** Following jobs by server-sent events. */
export const eventRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/processes/{processId}/jobs/{jobKey}/events',
    summary: 'Follow a job: a snapshot, then every move, to its end',
    who: ['admin', 'runtime', 'token'],
    needsOrchestratorProcess: true,
    takes: {
      params: z.strictObject({ processId: idText, jobKey: z.guid('must be the key of a job, a GUID').toLowerCase() }),
    },
    answers: {
      200: {
        description: 'Events until the job has ended',
        events: { snapshot: jobShape, lifecycle: lifecycleShape, lost: lostShape },
      },
    },
    async handle({ params, caller }, { cuelight }) {
      const stream = await cuelight.jobs.watch(params.processId, params.jobKey, caller);
      return stream.ok ? succeed(told(stream.value, tellJobEvent)) : stream;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/apps/{id}/events',
    summary: 'Follow all jobs of an app',
    who: ['admin', 'runtime', 'token'],
    takes: { params: z.strictObject({ id: idText }) },
    answers: {
      200: {
        description: 'A snapshot of the unfinished jobs, then every move of them and of each job the app starts',
        events: { snapshot: appSnapshotShape, lifecycle: lifecycleShape, lost: lostShape },
      },
    },
    async handle({ params, caller }, { cuelight }) {
      const stream = await cuelight.appStreams.watch(params.id, caller);
      return stream.ok ? succeed(told(stream.value, tellAppEvent)) : stream;
    },
  }),
];

function tellJobEvent(event: JobEvent): ToldEvent {
  return event.kind === 'snapshot' ? { name: 'snapshot', data: event.job } : tellMove(event);
}

function tellAppEvent(event: AppEvent): ToldEvent {
  if (event.kind !== 'snapshot') return tellMove(event);
  const { jobs, complete } = event;
  return { name: 'snapshot', data: { jobs, complete } };
}

function tellMove(event: Exclude<JobEvent, { kind: 'snapshot' }>): ToldEvent {
  if (event.kind === 'lifecycle') return { name: 'lifecycle', data: event.move };
  const { jobKey, reason } = event;
  return { name: 'lost', data: { jobKey, reason } };
}
