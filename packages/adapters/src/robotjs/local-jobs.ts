import type { Clock } from '@cuelight/core';
import type { LocalJob } from './local-job.js';

/** As many jobs that have ended are remembered, for so long, in milliseconds: with their outputs, so no longer than needed. */
const mostEnded = 20;
const endedForMs = 10 * 60_000;

/** The jobs that this page has started. */
export interface LocalJobs {
  add(job: LocalJob): void;
  find(processId: string, jobKey: string): LocalJob | undefined;
  /** How many jobs of a process may still run. */
  unended(robotProcessId: string): number;
  /** A job has ended. */
  ended(job: LocalJob): void;
}

/** Makes an empty memory of jobs. */
export function createLocalJobs(clock: Clock): LocalJobs {
  const jobs = new Map<string, LocalJob>();
  const ended = new Map<LocalJob, number>();
  const forget = () => {
    for (const [job, atMs] of ended) {
      if (ended.size <= mostEnded && clock.nowMs() - atMs < endedForMs) return;
      ended.delete(job);
      if (jobs.get(job.jobKey) === job) jobs.delete(job.jobKey);
    }
  };

  return {
    add(job) {
      forget();
      jobs.set(job.jobKey, job);
    },
    find(processId, jobKey) {
      forget();
      const job = jobs.get(jobKey);
      return job?.processId === processId ? job : undefined;
    },
    unended: (robotProcessId) =>
      [...jobs.values()].filter((job) => job.robotProcessId === robotProcessId && !job.hasEnded()).length,
    ended(job) {
      ended.set(job, clock.nowMs());
      forget();
    },
  };
}
