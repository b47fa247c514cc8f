import type { ActiveFault, FaultRule } from '../faults/fault-rule.js';
import type { JournalEntry } from '../http/journal.js';
import type { JobState } from '../jobs/job-state.js';
import type { JsonObject } from '../json.js';
import type { Delivery } from '../webhooks/delivery.js';
import type { Seed } from '../world/seed.js';

/** Everything in the fake, with all that any version of the API shows of it. */
export interface FakeState {
  /** The instant on the virtual clock. */
  readonly now: string;
  readonly tenants: readonly JsonObject[];
  readonly folders: readonly JsonObject[];
  readonly releases: readonly JsonObject[];
  /** Each with its `Robot`, `Release` and `Machine`. */
  readonly jobs: readonly JsonObject[];
  readonly webhooks: readonly JsonObject[];
  readonly faults: readonly ActiveFault[];
}

/** The target of a forced move. */
export interface ForcedState {
  readonly state: JobState;
  /** Null for an output that was dropped. */
  readonly output?: JsonObject | null | undefined;
  readonly info?: string | null | undefined;
}

/** A job that a user starts on their own computer. */
export interface AttendedJobStart {
  /** Key of the process. */
  readonly releaseKey: string;
  readonly input?: JsonObject | undefined;
  /** Name of the user's robot. */
  readonly username?: string | undefined;
}

/** What a test may do to the fake behind the API's back; under `/__admin` too. */
export interface FakeAdmin {
  /** All requests to the API in the order of their arrival. */
  journal(): readonly JournalEntry[];
  state(): FakeState;
  /** Back to the seed: no jobs, webhooks, tokens, faults, journal or deliveries, and the clock at real time. */
  reset(): Promise<void>;
  /** Another seed, and a reset. Throws when the seed is malformed. */
  putSeed(seed: Seed): Promise<void>;
  /**
   * Lets time pass: all that falls due happens in order. Resolves when every event that this caused has been handed to
   * its subscriber; with 0 it only waits for that.
   */
  advanceClock(ms: number): Promise<void>;
  /** Puts a job into any state and sends the events of that move; `undefined` when there is no such job. */
  setJobState(key: string, target: ForcedState): JsonObject | undefined;
  /** Starts an attended job, which runs at once; `undefined` when there is no such process. */
  startAttendedJob(start: AttendedJobStart): JsonObject | undefined;
  /** Gives every folder a new id; keys and paths stay. Gives the folders as they are then. */
  renumberFolders(): readonly JsonObject[];
  /** Lets a process run another version of its package from now on; `undefined` when there is no such process. */
  setReleaseVersion(key: string, version: string): JsonObject | undefined;
  /** Removes a process, as if somebody had deleted it; its jobs stay. Whether there was one. */
  removeRelease(key: string): boolean;
  /** Throws when the rule is malformed. */
  addFault(rule: FaultRule): ActiveFault;
  /** Whether there was such a rule. */
  removeFault(id: string): boolean;
  removeFaults(): void;
  /** Every event that was to be sent, for each webhook, in order. */
  deliveries(): readonly Delivery[];
}
