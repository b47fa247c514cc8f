import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { JobReading, OrchestratorJobs } from '../ports/orchestrator-jobs.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { WatchSubject } from '../watching/job-watch.js';
import type { OwnedProcess } from './owned-process.js';
import { usableConnection } from './usable-connection.js';

/** What reading a followed job needs. */
export interface WatchSubjectPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretReader;
  readonly jobs: OrchestratorJobs;
}

/**
 * How a job of a process is followed: by id in the folder of its reference. The connection is looked up at each read,
 * since a job may be followed for days, in which its credential is replaced or it is taken down.
 */
export function watchSubjectOf(
  { connection, reference }: OwnedProcess,
  job: JobReading,
  ports: WatchSubjectPorts,
): WatchSubject {
  const { subscription } = connection;
  return {
    connectionId: connection.id,
    expectsWebhooks: subscription.kind === 'webhook' && subscription.isProven,
    async read() {
      const usable = await usableConnection(connection.id, ports);
      return usable.ok ? ports.jobs.readById(usable.value.access, reference.folder, job.id) : usable;
    },
  };
}
