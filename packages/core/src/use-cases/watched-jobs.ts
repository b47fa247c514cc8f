import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { WatchSubject } from '../watching/job-watch.js';
import type { WatchedJobs } from '../watching/read-desk.js';
import type { OwnedProcess } from './owned-process.js';
import { type ReadWholeJobPorts, readWholeJob } from './read-whole-job.js';
import { usableConnection } from './usable-connection.js';

/** What reading followed jobs needs. */
export interface WatchedJobsPorts extends ReadWholeJobPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretReader;
}

/**
 * Reads followed jobs in the folder of their reference. The connection is looked up at each read, since a job may be
 * followed for days, in which its credential is replaced or it is taken down.
 */
export function createWatchedJobs(ports: WatchedJobsPorts): WatchedJobs {
  return {
    async readById(subject) {
      const usable = await usableConnection(subject.connectionId, ports);
      return usable.ok ? readWholeJob(usable.value.access, subject, ports) : usable;
    },
    async readList(connectionId, folder, ids) {
      const usable = await usableConnection(connectionId, ports);
      return usable.ok ? ports.jobs.readList(usable.value.access, folder, ids) : usable;
    },
  };
}

/** A job of a process, as it is followed. */
export function watchSubjectOf({ connection, reference }: OwnedProcess, job: JobReading): WatchSubject {
  const { folder, releaseKey } = reference;
  return { connectionId: connection.id, folder, releaseKey, id: job.id };
}
