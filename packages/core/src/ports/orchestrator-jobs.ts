import type { Failure } from '../failure/failure.js';
import type { JsonObject } from '../json/json.js';
import type { Observation } from '../lifecycle/observation.js';
import type { FolderIdentity } from '../process/process-reference.js';
import type { Result } from '../result.js';
import type { OrchestratorAccess } from './orchestrator.js';

/** What a job reads as, with what is needed to tell whose it is. */
export interface JobReading {
  readonly observation: Observation;
  /** Orchestrator's number for the job, by which it is read and stopped. */
  readonly id: number;
  /** Absent where the reply does not name the release. */
  readonly releaseKey?: string;
  /** The free text a start attached to it, empty when it attached none; absent only below API 11. */
  readonly reference?: string;
  readonly type: 'Attended' | 'Unattended' | 'unknown';
  readonly releaseVersionId?: number;
  /** The outputs, when the job has ended and has any. Process data. */
  readonly output?: JsonObject;
}

/** What is needed to start one job. */
export interface StartRequest {
  readonly releaseKey: string;
  /** Canonical JSON text of an object, at most 10,000 characters; absent for no input. Process data. */
  readonly inputText?: string;
  /** At most 128 characters; sent where the version knows it (API 11 and later). */
  readonly reference: string;
  /** Which runtime to use; sent where the version knows it (API 10 and later). */
  readonly runtime?: string;
}

/** What one call read of several jobs. */
export interface JobList {
  /** How many of the ids, from the front, were asked for: at most 50, and at most 20 below API 11. */
  readonly asked: number;
  readonly jobs: readonly JobReading[];
}

/** How many jobs a search answers at most: the longest page of Orchestrator. */
export const mostJobsFound = 1_000;

/**
 * Starting, stopping and reading jobs in a folder. Failures: those of signing in, `orchestrator-forbidden`,
 * `folder-not-accessible`, `folder-ambiguous`, `orchestrator-refused`.
 */
export interface OrchestratorJobs {
  /**
   * Starts exactly one job. Never sent twice unless Orchestrator provably did not accept it: a failure with
   * `mayHaveHappened` leaves it open whether a job exists. `release-not-found` when the folder has no such release.
   */
  start(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    request: StartRequest,
  ): Promise<Result<JobReading, Failure>>;
  /**
   * Asks for a stop: `soft` lets the workflow end itself, `kill` ends it. Says nothing of the job's state; read it.
   * Repeating it is harmless; stopping an ended job may answer `orchestrator-refused`.
   */
  stop(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    id: number,
    mode: 'soft' | 'kill',
  ): Promise<Result<void, Failure>>;
  /** The job with this number, outputs included; undefined when Orchestrator has none. */
  readById(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    id: number,
  ): Promise<Result<JobReading | undefined, Failure>>;
  /**
   * The states of several jobs in one call, outputs missing. Orders nothing; a job that Orchestrator does not have in
   * this folder, or whose row cannot be understood, is left out, so that one odd job does not hide the others. One call
   * asks for as many of the `ids`, from the front, as it can hold.
   */
  readList(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    ids: readonly number[],
  ): Promise<Result<JobList, Failure>>;
  /** The job with this key; its outputs may be missing. Undefined when the folder has none. */
  findByKey(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    jobKey: string,
  ): Promise<Result<JobReading | undefined, Failure>>;
  /**
   * Jobs whose reference starts with this text, lowest id first, at most {@link mostJobsFound}; their outputs may be
   * missing.
   * `unsupported` where the version has no reference to search by (below API 11).
   */
  findByReference(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    startsWith: string,
    which: 'all' | 'unfinished',
  ): Promise<Result<readonly JobReading[] | 'unsupported', Failure>>;
}
