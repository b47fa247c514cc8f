import type { Failure } from '../failure/failure.js';
import { everyPage } from '../ports/every-page.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import { type JobReading, mostJobsFound, type OrchestratorJobs } from '../ports/orchestrator-jobs.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import type { ProcessReference } from '../process/process-reference.js';
import { type Result, succeed } from '../result.js';
import { appPrefixOf } from '../start/start-reference.js';
import type { OwnedProcess, OwnedProcessPorts } from './owned-process.js';
import { usableConnection } from './usable-connection.js';

/** The jobs of an app that have not ended. */
export interface UnfinishedJobs {
  readonly jobs: readonly { readonly process: OwnedProcess; readonly job: JobReading }[];
  /** False where a folder could not be searched. */
  readonly complete: boolean;
}

/** What searching needs. */
export interface UnfinishedJobsPorts extends OwnedProcessPorts {
  readonly jobs: OrchestratorJobs;
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
}

/**
 * Finds an app's unfinished jobs by the tag they carry, in the folders of its references. A folder that cannot be
 * searched makes the answer incomplete, not a failure. Failures: `storage-unavailable`, `secret-*`.
 *
 * @param mayTell which of its references are looked at
 */
export async function unfinishedJobsOf(
  appId: string,
  mayTell: (processId: string) => boolean,
  ports: UnfinishedJobsPorts,
): Promise<Result<UnfinishedJobs, Failure>> {
  const tagKey = await ports.serviceSecrets.get('reference-tag');
  if (!tagKey.ok) return tagKey;
  const folders = await referencesByFolder(appId, mayTell, ports);
  if (!folders.ok) return folders;
  const prefix = appPrefixOf(appId, tagKey.value, ports.keyedHash);
  const searched = await Promise.all(folders.value.map((references) => searchFolder(references, prefix, ports)));
  return succeed({
    jobs: searched.flatMap(({ jobs }) => jobs),
    complete: searched.every(({ complete }) => complete),
  });
}

async function searchFolder(
  references: References,
  prefix: string,
  ports: UnfinishedJobsPorts,
): Promise<UnfinishedJobs> {
  const [{ connectionId, folder }] = references;
  const usable = await usableConnection(connectionId, ports);
  if (!usable.ok) return { jobs: [], complete: false };
  const found = await ports.jobs.findByReference(usable.value.access, folder, prefix, 'unfinished');
  if (!found.ok || found.value === 'unsupported') return { jobs: [], complete: false };
  const jobs = found.value.flatMap((job) => {
    const reference = references.find(({ releaseKey }) => releaseKey === job.releaseKey);
    // A job of a process that was unbound since is no longer the app's to follow.
    return reference === undefined ? [] : [{ process: { ...usable.value, reference }, job }];
  });
  return { jobs, complete: found.value.length < mostJobsFound };
}

type References = readonly [ProcessReference, ...ProcessReference[]];

async function referencesByFolder(
  appId: string,
  mayTell: (processId: string) => boolean,
  { processReferences }: UnfinishedJobsPorts,
): Promise<Result<readonly References[], Failure>> {
  const folders = new Map<string, [ProcessReference, ...ProcessReference[]]>();
  for await (const page of everyPage((request) => processReferences.list({ appId }, request))) {
    if (!page.ok) return page;
    for (const reference of page.value.filter(({ id, runOn }) => runOn === 'orchestrator' && mayTell(id))) {
      const folder = `${reference.connectionId} ${reference.folder.key}`;
      const known = folders.get(folder);
      if (known === undefined) folders.set(folder, [reference]);
      else known.push(reference);
    }
  }
  return succeed([...folders.values()]);
}
