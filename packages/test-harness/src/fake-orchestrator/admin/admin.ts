import type { ActiveFault, FaultRule } from '../faults/fault-rule.js';
import type { JournalEntry } from '../http/journal.js';
import type { JobState } from '../jobs/job-state.js';
import type { JsonObject } from '../json.js';
import type { MaintenanceState } from '../maintenance.js';
import type { Delivery } from '../webhooks/delivery.js';
import type { FolderChange } from '../world/change-folder.js';
import type { Licence } from '../world/licence.js';
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
  readonly maintenance: MaintenanceState;
}

/** The target of a forced move. */
export interface ForcedState {
  readonly state: JobState;
  /** Null for an output that was dropped. */
  readonly output?: JsonObject | null | undefined;
  readonly info?: string | null | undefined;
}

/** What may become different about a user. */
export interface UserChange {
  /** Whether they may log in. Tokens stay good (assumed). */
  readonly active?: boolean | undefined;
  /** Tokens stay good (assumed). */
  readonly password?: string | undefined;
  /** By API names; those of the user themselves, not those of single folders. */
  readonly permissions?: readonly string[] | undefined;
  /** As ten wrong passwords lock them: for five minutes. */
  readonly locked?: boolean | undefined;
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
  /** Puts a process into another folder of its tenant, where it keeps its key; `undefined` when either is not there. */
  moveRelease(key: string, folderPath: string): JsonObject | undefined;
  /** Renames a folder, or connects and disconnects its machines; `undefined` when there is none with that key. */
  changeFolder(key: string, change: FolderChange): JsonObject | undefined;
  /** Removes a folder with all that is below it, and their processes. Whether there was one. */
  removeFolder(key: string): boolean;
  /** Changes a user, who is shown with whether they may log in; `undefined` when there is no such user. */
  changeUser(tenant: string, username: string, change: UserChange): JsonObject | undefined;
  /** Removes a user, whose tokens are good for nothing any more (assumed). Whether there was one. */
  removeUser(tenant: string, username: string): boolean;
  /** Gives a tenant another licence. Whether there is such a tenant. */
  setLicence(tenant: string, licence: Partial<Licence>): boolean;
  /** Draining asks running jobs to stop, and refuses starts; Suspended refuses everything but `/api/Status`. */
  setMaintenance(state: MaintenanceState): void;
  /** Throws when the rule is malformed. */
  addFault(rule: FaultRule): ActiveFault;
  /** Whether there was such a rule. */
  removeFault(id: string): boolean;
  removeFaults(): void;
  /** Every event that was to be sent, for each webhook, in order. */
  deliveries(): readonly Delivery[];
}
