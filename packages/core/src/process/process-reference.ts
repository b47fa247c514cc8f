/** Where a process runs: by Orchestrator's robots, or on the user's own computer through RobotJS. */
export type RunOn = 'orchestrator' | 'local-robot';

/**
 * The identity of a process that an app uses. This is all that is ever stored about a process: no argument, no output,
 * no name of a job.
 */
export interface ProcessReference {
  /** Cuelight's id for the reference: the `processId` of its routes. */
  readonly id: string;
  readonly appId: string;
  readonly connectionId: string;
  readonly folder: FolderIdentity;
  /** Orchestrator's key of the release (its word for a process in a folder). */
  readonly releaseKey: string;
  readonly packageId: string;
  /** The version last seen at the release. */
  readonly version: string;
  /** Whether `version` is pinned: another version at the release is then refused. */
  readonly isPinned: boolean;
  readonly runOn: RunOn;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/**
 * What is kept of a folder. Its numeric id is not: it can change (with a licence plan, or when a folder is made anew),
 * so it is resolved from the key at call time.
 */
export interface FolderIdentity {
  /** Opaque. The product's `Key` from API 11 on; `id:<Id>` below, where the id counts only while its path matches. */
  readonly key: string;
  /** Fully qualified, such as `Finance/AP`. */
  readonly path: string;
}
