import { z } from 'zod';
import { bind } from '../http/bind.js';
import { emptyReply, failure, type Reply } from '../http/reply.js';
import type { FolderCall } from '../http/route.js';
import type { Job } from '../jobs/job.js';
import { isFinal } from '../jobs/job-state.js';

/** By name, or by number as a string. Source: UiPath docs, "Enumerated types", StopStrategy. */
const strategy = z.enum(['SoftStop', 'Kill', '1', '2']);
const stopOne = z.strictObject({ strategy });
const stopMany = z.strictObject({ jobIds: z.array(z.int()).min(1), strategy });

/** Answers StopJob: 200 without a body; 409 for a job that has ended. */
export function stopJob(call: FolderCall): Reply {
  const bound = bind(stopOne, call.request.body, 'command');
  if (!bound.ok) return bound.reply;
  const job = jobIn(call, call.id);
  if (job === undefined) return failure(404, 1002, 'Job does not exist.');
  if (isFinal(job.state)) return failure(409, 0, 'The job has already ended.');
  call.site.engine.stop(job, named(bound.value.strategy), call.user.id);
  return emptyReply(200);
}

/** Answers StopJobs: 200 without a body. Jobs that have ended are left alone; an unknown one is refused before any is stopped. */
export function stopJobs(call: FolderCall): Reply {
  const bound = bind(stopMany, call.request.body, 'command');
  if (!bound.ok) return bound.reply;
  const jobs = bound.value.jobIds.map((id) => jobIn(call, id));
  if (jobs.includes(undefined)) return failure(404, 1002, 'Job does not exist.');
  for (const job of jobs) {
    if (job !== undefined && !isFinal(job.state)) call.site.engine.stop(job, named(bound.value.strategy), call.user.id);
  }
  return emptyReply(200);
}

function jobIn({ site, folder }: FolderCall, id: number): Job | undefined {
  const job = site.world.jobs.byId(id);
  return job?.folder.id === folder.id ? job : undefined;
}

function named(given: z.output<typeof strategy>): 'SoftStop' | 'Kill' {
  return given === 'SoftStop' || given === '1' ? 'SoftStop' : 'Kill';
}
