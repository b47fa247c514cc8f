import type { Failure } from '../failure/failure.js';
import type { Folder, Process } from '../process/process.js';
import type { FolderIdentity } from '../process/process-reference.js';
import type { Result } from '../result.js';
import type { OrchestratorAccess } from './orchestrator.js';

/** One page of a list read from Orchestrator. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Whether there is more after these. */
  readonly hasMore: boolean;
}

/** Which part of a list to read. */
export interface PageRequest {
  readonly skip: number;
  /** 1 to 1,000: Orchestrator's own limit. */
  readonly take: number;
}

/** A page of processes of all folders. */
export interface ProcessesAcross {
  readonly items: readonly { readonly folderId: number; readonly process: Omit<Process, 'folderKey'> }[];
  /** How many there are on all pages. */
  readonly total: number;
}

/** A process with what Orchestrator's version of it is called by id. */
export interface ProcessRelease extends Process {
  /** The id of the release's current version, as jobs carry it; absent where it is not told. */
  readonly releaseVersionId?: number;
}

/**
 * Reading folders and processes. Nothing is stored. A folder whose key is not there any longer is looked up by its path.
 * Failures: those of signing in, `orchestrator-forbidden`, `folder-not-accessible`, `folder-ambiguous`.
 */
export interface OrchestratorDirectory {
  /** Folders in the order of their id. */
  listFolders(access: OrchestratorAccess, page: PageRequest): Promise<Result<Page<Folder>, Failure>>;
  /** The folder with this key; undefined when there is none the user may see. */
  findFolder(access: OrchestratorAccess, folderKey: string): Promise<Result<Folder | undefined, Failure>>;
  /** Processes of one folder in the order of their id. */
  listProcesses(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    page: PageRequest,
  ): Promise<Result<Page<Process>, Failure>>;
  /**
   * Processes of all folders at once, in the order of their id. `unsupported` where the version has no such list. It may
   * lack folders: whoever wants all processes reads the folders of which it has none singly.
   */
  listProcessesAcross(
    access: OrchestratorAccess,
    page: PageRequest,
  ): Promise<Result<ProcessesAcross | 'unsupported', Failure>>;
  /** The process with this release key in the folder; undefined when it is not there. */
  findProcess(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    releaseKey: string,
  ): Promise<Result<ProcessRelease | undefined, Failure>>;
}
