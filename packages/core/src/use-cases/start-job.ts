import type { Caller } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import { canonicalJson } from '../json/canonical-json.js';
import type { JsonObject } from '../json/json.js';
import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import type { Job } from '../lifecycle/job.js';
import type { Clock } from '../ports/clock.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { Notices } from '../ports/notices.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { JobReading, OrchestratorJobs } from '../ports/orchestrator-jobs.js';
import type { Randomness } from '../ports/randomness.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import { fail, type Result, succeed } from '../result.js';
import { searchForStart } from '../start/search-for-start.js';
import {
  idempotencyKeyReused,
  inputTooLarge,
  longestInput,
  startInProgress,
  startOutcomeUnknown,
} from '../start/start-failures.js';
import { createStartOutcomes } from '../start/start-outcomes.js';
import { type StartReference, startReferenceOf } from '../start/start-reference.js';
import { sleep } from '../time/sleep.js';
import { viewReading } from '../watching/view-reading.js';
import { type CurrentRelease, currentRelease } from './current-release.js';
import type { AppStreams } from './follow-app.js';
import { type OwnedProcess, type OwnedProcessPorts, ownedProcess } from './owned-process.js';

/** What a start takes. */
export interface StartInput {
  /** The arguments. Process data: passed through, never kept. */
  readonly input?: JsonObject;
  /** The runtime to run on, such as `Unattended`; Orchestrator's choice when absent. */
  readonly runtime?: string;
  /** 1 to 255 visible ASCII characters. The same key with the same input never starts a second job. */
  readonly idempotencyKey?: string;
}

/** A job that was started. */
export interface Started {
  readonly job: Job;
  /** Whether this job had been started before, with the same idempotency key. */
  readonly repeated: boolean;
  /** `process` where the promise of the idempotency key ends with this process (below API 11). */
  readonly idempotency?: 'process';
  /** The version that runs, when it is another than last time. */
  readonly versionChanged?: { readonly from: string; readonly to: string };
}

/**
 * Starts a job, effectively once.
 *
 * @returns `process-not-found`, `runs-locally`, `connection-not-usable`, `input-too-large`, `release-not-found`,
 *   `process-version-changed`, `idempotency-key-reused`, `start-in-progress`, `start-outcome-unknown`, those of calling
 *   Orchestrator
 */
export type StartJob = (processId: string, start: StartInput, caller: Caller) => Promise<Result<Started, Failure>>;

/** What starting needs. */
export interface StartPorts extends OwnedProcessPorts {
  readonly directory: OrchestratorDirectory;
  readonly jobs: OrchestratorJobs;
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly notices: Notices;
  readonly appStreams: AppStreams;
}

/** How long a caller waits for a job whose start got no answer. */
const callerWaitsMs = 10_000;

/** Makes the use case. */
export function createStartJob(ports: StartPorts): StartJob {
  const { jobs, clock, notices, appStreams } = ports;
  const leases = new Set<string>();
  const outcomes = createStartOutcomes(() => clock.nowMs());

  return async (processId, start, caller) => {
    const process = await ownedProcess(processId, caller, ports);
    if (!process.ok) return process;
    const inputText = start.input === undefined ? '' : canonicalJson(start.input);
    if (inputText.length > longestInput) return fail(inputTooLarge(inputText.length));
    const tag = await referenceOf(process.value, start.idempotencyKey, inputText);
    if (!tag.ok) return tag;
    if (leases.has(tag.value.keyPrefix)) return fail(startInProgress());
    leases.add(tag.value.keyPrefix);
    const repeatable: Repeatable = { process: process.value, tag: tag.value };
    let search: Promise<unknown> | undefined;
    try {
      // Before the version is looked at: a repeat is answered with its job, whatever became of the process since.
      const earlier = start.idempotencyKey === undefined ? succeed(undefined) : await findEarlier(repeatable);
      if (!earlier.ok) return earlier;
      if (earlier.value !== undefined) return succeed(earlier.value);
      const release = await currentRelease(process.value, ports.directory);
      if (!release.ok) return release;
      const attempt: Attempt = { ...repeatable, release: release.value, start, inputText };
      const started = await jobs.start(process.value.access, process.value.reference.folder, requestOf(attempt));
      if (started.ok) return succeed(await begun(attempt, started.value));
      if (started.failure.mayHaveHappened !== true) return started;
      const found = findUnanswered(attempt);
      search = found;
      return await Promise.race([found, sleep(clock, callerWaitsMs).then(() => fail(startOutcomeUnknown()))]);
    } finally {
      // While the search goes on, so does the lease: a repeat must not start what may be about to appear.
      if (search === undefined) leases.delete(tag.value.keyPrefix);
      else void search.finally(() => leases.delete(tag.value.keyPrefix));
    }
  };

  async function referenceOf(process: OwnedProcess, idempotencyKey: string | undefined, inputText: string) {
    const tagKey = await ports.serviceSecrets.get('reference-tag');
    if (!tagKey.ok) return tagKey;
    const { id: processId, appId } = process.reference;
    const key = idempotencyKey ?? ports.randomness.id();
    return succeed(
      startReferenceOf({ appId, processId, idempotencyKey: key, inputText }, tagKey.value, ports.keyedHash),
    );
  }

  function searchJobs({ process, tag }: Repeatable) {
    return jobs.findByReference(process.access, process.reference.folder, tag.keyPrefix, 'all');
  }

  /** The job of an earlier start with the same key; undefined when there was none. */
  async function findEarlier(start: Repeatable): Promise<Result<Started | undefined, Failure>> {
    const found = await searchJobs(start);
    if (!found.ok) return found;
    if (found.value === 'unsupported') return rememberedOutcome(start);
    const [first] = found.value;
    if (first === undefined) return succeed(undefined);
    if (first.reference !== start.tag.text) return fail(idempotencyKeyReused());
    return succeed({ job: viewReading(chooseFirst(start, found.value, first)), repeated: true });
  }

  function rememberedOutcome({ tag }: Repeatable): Result<Started | undefined, Failure> {
    const outcome = outcomes.get(tag.keyPrefix);
    if (outcome === undefined) return succeed(undefined);
    if (outcome.referenceText !== tag.text) return fail(idempotencyKeyReused());
    if (outcome.job === 'unknown') return fail(startOutcomeUnknown());
    return succeed({ job: viewReading(outcome.job), repeated: true, idempotency: 'process' });
  }

  /** A start that got no answer: the job is searched for, and never started again. */
  async function findUnanswered(attempt: Attempt): Promise<Result<Started, Failure>> {
    const found = await searchForStart(() => searchJobs(attempt), clock);
    const [first] = found === 'unsupported' ? [] : found;
    if (found === 'unsupported' || first === undefined) {
      // Where the version cannot be searched, the searches may have failed before that was known.
      remember(attempt, 'unknown');
      return fail(startOutcomeUnknown());
    }
    return succeed(await begun(attempt, chooseFirst(attempt, found, first)));
  }

  function chooseFirst({ process }: Repeatable, found: readonly JobReading[], first: JobReading): JobReading {
    if (found.length > 1) {
      notices.notice({ kind: 'start-doubled', connectionId: process.connection.id, jobs: found.length });
    }
    return first;
  }

  /** For a version that keeps no reference; a key that was made here is known to nobody who could repeat it. */
  function remember({ tag, start }: Attempt, job: JobReading | 'unknown'): void {
    if (start.idempotencyKey !== undefined) outcomes.put(tag.keyPrefix, { referenceText: tag.text, job });
  }

  async function begun(attempt: Attempt, job: JobReading): Promise<Started> {
    const { process, release, start } = attempt;
    appStreams.jobStarted(process, job);
    if (job.reference === undefined) remember(attempt, job);
    const isForgetful = start.idempotencyKey !== undefined && job.reference === undefined;
    const { versionChanged } = release;
    if (versionChanged !== undefined) {
      // Noted only now, so that a start that failed does not swallow the news. If it fails, the next start tells it again.
      await ports.processReferences.noteVersion(process.reference.id, versionChanged.to);
    }
    return {
      job: viewReading(flagged(process, release, job)),
      repeated: false,
      ...(isForgetful && { idempotency: 'process' as const }),
      ...(versionChanged !== undefined && { versionChanged }),
    };
  }
}

/** What a start has in common with its repeats. */
interface Repeatable {
  readonly process: OwnedProcess;
  readonly tag: StartReference;
}

interface Attempt extends Repeatable {
  readonly release: CurrentRelease;
  readonly start: StartInput;
  /** Empty for no input. */
  readonly inputText: string;
}

function requestOf({ process, tag, start, inputText }: Attempt) {
  return {
    releaseKey: process.reference.releaseKey,
    reference: tag.text,
    ...(inputText !== '' && { inputText }),
    ...(start.runtime !== undefined && { runtime: start.runtime }),
  };
}

/** A pinned process that changed between the check and the start ran in another version than was meant. */
function flagged({ reference }: OwnedProcess, release: CurrentRelease, job: JobReading): FlaggedReading {
  const { releaseVersionId } = release;
  const isRaced =
    reference.isPinned &&
    releaseVersionId !== undefined &&
    job.releaseVersionId !== undefined &&
    job.releaseVersionId !== releaseVersionId;
  return isRaced ? { ...job, flags: ['version-raced'] } : job;
}
