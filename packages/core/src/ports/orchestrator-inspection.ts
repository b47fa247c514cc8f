import type { Failure } from '../failure/failure.js';
import type { FolderIdentity } from '../process/process-reference.js';
import type { Result } from '../result.js';
import type { OrchestratorAccess } from './orchestrator.js';

/**
 * What Orchestrator can tell of why something does not work; changes nothing. `unsupported` where the version has no such
 * call, `unseen` where this credential may not ask. Failures: those of signing in; in a folder, `folder-not-accessible` and
 * `folder-ambiguous`.
 */
export interface OrchestratorInspection {
  /** Whose credential it is; `none` for an application, which is no user. An application may as well be `unseen`. */
  currentUser(access: OrchestratorAccess): Promise<Result<CurrentUser | 'none' | Untold, Failure>>;
  /** What the user may do, by API names such as `Jobs.Create`: in the folder, or in the tenant when none is given. */
  permissions(
    access: OrchestratorAccess,
    folder?: FolderIdentity,
  ): Promise<Result<readonly string[] | Untold, Failure>>;
  /** Who could run a process in the folder. */
  capacity(access: OrchestratorAccess, folder: FolderIdentity): Promise<Result<Capacity, Failure>>;
  /** Whether Orchestrator would start the process now; starts nothing. Failures beside those: `release-not-found`. */
  validateStart(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    releaseKey: string,
  ): Promise<Result<StartValidation | Untold, Failure>>;
  licence(access: OrchestratorAccess): Promise<Result<Licence | Untold, Failure>>;
  /** Whether Orchestrator's server reaches an address of ours. */
  canReach(access: OrchestratorAccess, url: string): Promise<Result<Reach | Untold, Failure>>;
}

/** Why something is not told. */
export type Untold = 'unsupported' | 'unseen';

/** The user of a connection. */
export interface CurrentUser {
  readonly name: string;
  readonly id: number;
  /** Absent where it is not told. */
  readonly isActive?: boolean;
}

/** Robots and runtimes of a folder. */
export interface Capacity {
  /** How many unattended robots it has, those for other than production included; counted up to 10,000. */
  readonly unattendedRobots: number | Untold;
  readonly runtimes: readonly Runtimes[] | Untold;
}

/** The runtimes of one type that the machines of a folder have. */
export interface Runtimes {
  /** Orchestrator's own word, such as `Unattended` or `NonProduction`. */
  readonly type: string;
  readonly total: number;
  /** Of machines that are connected. */
  readonly connected: number;
  /** That are free now. */
  readonly available: number;
}

/** What a validation of a start found. */
export interface StartValidation {
  readonly isValid: boolean;
  /** Orchestrator's own words, such as `TemplateNoRuntime`; only what looks like one. */
  readonly codes: readonly string[];
}

/** The licence of the tenant. */
export interface Licence {
  readonly isExpired: boolean;
  /** Milliseconds since 1970; absent where it is not told. */
  readonly endsAtMs?: number;
}

/** What Orchestrator's server sees of an address of ours. */
export interface Reach {
  readonly canConnect: boolean;
  readonly hasBadTls: boolean;
}
