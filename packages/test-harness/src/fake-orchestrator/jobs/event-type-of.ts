import type { JobState } from './job-state.js';

/**
 * The type of the event about a job that enters a state. Whether it is sent depends on the version.
 * Source: UiPath docs, "Types of events".
 */
export function eventTypeOf(state: JobState): string {
  return eventTypes[state];
}

const eventTypes: Readonly<Record<JobState, string>> = {
  Pending: 'job.created',
  Running: 'job.started',
  Stopping: 'job.stopping',
  Terminating: 'job.terminating',
  Faulted: 'job.faulted',
  Successful: 'job.completed',
  Stopped: 'job.stopped',
  Suspended: 'job.suspended',
  Resumed: 'job.resumed',
};
