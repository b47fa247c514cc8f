import type { JobReading, OrchestratorJobs } from '../ports/orchestrator-jobs.js';
import type { WatchSubject } from '../watching/job-watch.js';
import type { OwnedProcess } from './owned-process.js';

/** How a job of a process is followed: by id in the folder of its reference. */
export function watchSubjectOf(
  { connection, access, reference }: OwnedProcess,
  job: JobReading,
  jobs: OrchestratorJobs,
): WatchSubject {
  const { subscription } = connection;
  return {
    connectionId: connection.id,
    expectsWebhooks: subscription.kind === 'webhook' && subscription.isProven,
    read: () => jobs.readById(access, reference.folder, job.id),
  };
}
