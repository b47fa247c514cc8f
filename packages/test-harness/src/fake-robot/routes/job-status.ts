import { jsonReply } from '../../fake-orchestrator/http/reply.js';
import { type RobotReply, robotError } from '../http/robot-reply.js';
import type { JobEntry, Parcel } from '../jobs/outbox.js';
import type { RobotJob } from '../jobs/robot-job.js';
import { stateNumbers } from '../jobs/robot-job-state.js';
import { has, type RobotSite } from '../site.js';
import { parameter, type RobotRoute } from './robot-route.js';

/**
 * Tells what is new about a job. With long polling the answer waits until there is something, at most `holdMs`; what was
 * on its way when the connection went is told to the next one who asks.
 */
export const jobStatus: RobotRoute = {
  port: 'session',
  method: 'GET',
  path: '/JobStatus',
  async answer(call) {
    const { site, gone } = call;
    const job = site.engine.byId(parameter(call, 'jobId'));
    if (job === undefined) return robotError(404, 'The job was not found.');
    const untilMs = site.clock.nowMs() + site.holdMs;
    const isWaitedFor = (): boolean =>
      has(site, 'JobStatus_LongPolling') &&
      job.state === 'Executing' &&
      job.outbox.waiting() === 0 &&
      site.clock.nowMs() < untilMs;
    while (!gone.aborted) {
      const parcel = isWaitedFor() ? undefined : job.outbox.take();
      if (parcel !== undefined) return statusReply(site, job, parcel);
      await site.engine.news(job, gone, untilMs - site.clock.nowMs());
    }
    return robotError(503, '');
  },
};

function statusReply({ eventCase }: RobotSite, job: RobotJob, parcel: Parcel): RobotReply {
  const { entries } = parcel;
  const reply = jsonReply(200, {
    response: {
      State: stateNumbers[job.state],
      Status: entries.flatMap((entry) => (entry.kind === 'status' ? [entry.text] : [])),
      Events: entries.flatMap((entry) => (entry.kind === 'event' ? [written(entry, eventCase)] : [])),
      Output: job.output === null ? null : { Arguments: job.output },
      Error: job.error,
    },
  });
  return { ...reply, settled: (wasSent) => (wasSent ? parcel.sent() : parcel.lost()) };
}

function written({ name, payload }: JobEntry & { readonly kind: 'event' }, eventCase: RobotSite['eventCase']) {
  return eventCase === 'camel' ? { name, payload } : { Name: name, Payload: payload };
}
