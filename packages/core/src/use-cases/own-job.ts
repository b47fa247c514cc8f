import type { Failure } from '../failure/failure.js';
import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import { isFinal } from '../lifecycle/job-state.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import { fail, type Result, succeed } from '../result.js';
import { appPrefixOf, referenceMarker } from '../start/start-reference.js';
import type { OwnedProcess } from './owned-process.js';
import { type ReadWholeJobPorts, readWholeJob } from './read-whole-job.js';

/** What looking a job up needs. */
export interface OwnJobPorts extends ReadWholeJobPorts {
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
}

/**
 * Reads a job in the folder of a process reference, and makes sure that it belongs to it: it runs the reference's
 * release and, where the version has references, carries this app's tag. An attended job that no app started may be
 * read and followed, but not stopped. An ended job is read by id, since only that read is sure to hold its output.
 *
 * @returns `job-not-found`, for a foreign job too; those of calling Orchestrator
 */
export async function ownJob(
  { access, reference }: OwnedProcess,
  jobKey: string,
  use: 'read' | 'stop',
  ports: OwnJobPorts,
): Promise<Result<FlaggedReading, Failure>> {
  const { jobs, serviceSecrets, keyedHash } = ports;
  const notFound = fail<Failure>({
    code: 'job-not-found',
    detail: `Process reference ${reference.id} has no such job.`,
  });
  const tagKey = await serviceSecrets.get('reference-tag');
  if (!tagKey.ok) return tagKey;
  const found = await jobs.findByKey(access, reference.folder, jobKey);
  if (!found.ok) return found;
  const job = found.value;
  if (job === undefined || job.releaseKey !== reference.releaseKey) return notFound;
  const isTagged = job.reference?.startsWith(appPrefixOf(reference.appId, tagKey.value, keyedHash)) ?? true;
  const isOpenToAll = use === 'read' && job.type === 'Attended' && !job.reference?.startsWith(referenceMarker);
  if (!isTagged && !isOpenToAll) return notFound;
  if (!isFinal(job.observation.state)) return succeed(job);
  const { folder, releaseKey } = reference;
  const whole = await readWholeJob(access, { folder, releaseKey, id: job.id }, ports);
  if (!whole.ok) return whole;
  return whole.value === undefined ? notFound : succeed(whole.value);
}
