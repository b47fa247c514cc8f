import type { JsonObject } from '../json/json.js';
import type { Job, JobFlag } from './job.js';
import { isFinal, type JobState } from './job-state.js';
import { jobOf, type MergedJob } from './merge.js';
import type { Observation } from './observation.js';

/** What only the read of an ended job brings. */
export interface JobEnd {
  readonly output?: JsonObject;
  readonly flags?: readonly JobFlag[];
}

/** Shows a job in a state: with a fault only when Faulted, with an output only when Successful. */
export function viewJob(merged: MergedJob, state: JobState, end: JobEnd): Job {
  const { startedAt } = merged.startedAt ?? {};
  const { endedAt } = merged.endedAt ?? {};
  const { fault } = merged.fault ?? {};
  return {
    jobKey: merged.state.jobKey,
    state,
    ...(startedAt !== undefined && { startedAt }),
    ...(isFinal(state) && endedAt !== undefined && { endedAt }),
    ...(state === 'Successful' && end.output !== undefined && { output: end.output }),
    ...(state === 'Faulted' && fault !== undefined && { fault }),
    ...(end.flags !== undefined && { flags: end.flags }),
  };
}

/** Shows a job of which one report is known. */
export function viewObservation(observation: Observation, end: JobEnd): Job {
  return viewJob(jobOf(observation), observation.state, end);
}
