import type { Failure } from '../failure/failure.js';
import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import type { Clock } from '../ports/clock.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { JobReading, OrchestratorJobs } from '../ports/orchestrator-jobs.js';
import type { FolderIdentity } from '../process/process-reference.js';
import { type Result, succeed } from '../result.js';
import { within } from '../time/within.js';

/** Which job to read, and where. */
export interface JobPlace {
  readonly folder: FolderIdentity;
  /** The release that the job runs. */
  readonly releaseKey: string;
  /** Orchestrator's number for the job. */
  readonly id: number;
}

/** What reading a whole job needs. */
export interface ReadWholeJobPorts {
  readonly jobs: OrchestratorJobs;
  readonly directory: OrchestratorDirectory;
  readonly clock: Clock;
}

/** How long the release may take to be read: the end of the job waits for it. */
const releaseWithinMs = 3_000;

/**
 * Reads a job by id, with its output once it has ended. A Successful job without any output is flagged `output-dropped`
 * when its process declares one: robots before 2025.10.1 drop an output that is too large without a word (UiPath
 * Orchestrator guide). Whether it does is asked of the release as it is now, so a job of another version is not flagged;
 * where the release cannot be read in time, it is not flagged either.
 */
export async function readWholeJob(
  access: OrchestratorAccess,
  place: JobPlace,
  { jobs, directory, clock }: ReadWholeJobPorts,
): Promise<Result<FlaggedReading | undefined, Failure>> {
  const read = await jobs.readById(access, place.folder, place.id);
  if (!read.ok || read.value === undefined) return read;
  const job = read.value;
  if (job.observation.state !== 'Successful' || job.output !== undefined) return read;
  const reading = directory.findProcess(access, place.folder, job.releaseKey ?? place.releaseKey);
  const release = await within(clock, releaseWithinMs, reading);
  if (release === 'late' || !release.ok || release.value === undefined) return read;
  const { releaseVersionId, arguments: declared } = release.value;
  const isDropped = declared.output.length > 0 && isOfVersion(job, releaseVersionId);
  return isDropped ? succeed({ ...job, flags: ['output-dropped'] }) : read;
}

function isOfVersion({ releaseVersionId: ran }: JobReading, present: number | undefined): boolean {
  return ran === undefined || present === undefined || ran === present;
}
