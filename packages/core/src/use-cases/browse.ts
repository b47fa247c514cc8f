import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { OrchestratorDirectory, Page, PageRequest } from '../ports/orchestrator-directory.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { Folder, Process } from '../process/process.js';
import { fail, type Result } from '../result.js';
import { everyFolder } from './every-folder.js';
import { type EveryProcessOptions, everyProcess, type ListedProcess } from './every-process.js';
import { type ProcessesPage, type ProcessesPlace, pageOfEveryProcess } from './page-of-every-process.js';
import { usableConnection } from './usable-connection.js';

/**
 * Reading what a connection's Orchestrator offers, through to Orchestrator, nothing stored. Failures:
 * `connection-not-found`, `connection-not-usable`, `folder-not-accessible`, those of calling Orchestrator.
 */
export interface Browse {
  listFolders(connectionId: string, page: PageRequest): Promise<Result<Page<Folder>, Failure>>;
  listProcesses(connectionId: string, folderKey: string, page: PageRequest): Promise<Result<Page<Process>, Failure>>;
  /** A part of the processes of all folders, in an order that stays, for a caller who comes back for the next part. */
  listAllProcesses(connectionId: string, from: ProcessesPlace, take: number): Promise<Result<ProcessesPage, Failure>>;
  /** All folders, as they are read. A failure is the last item. Ending early makes no further call. */
  everyFolder(connectionId: string): AsyncIterable<Result<Folder, Failure>>;
  /** The processes of all folders, as they are read, several folders at once. A failure is the last item; likewise. */
  everyProcess(connectionId: string, options?: EveryProcessOptions): AsyncIterable<Result<ListedProcess, Failure>>;
}

/** Makes the use case. */
export function createBrowse(ports: {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretReader;
  readonly directory: OrchestratorDirectory;
}): Browse {
  const { directory } = ports;

  return {
    async listFolders(connectionId, page) {
      const usable = await usableConnection(connectionId, ports);
      return usable.ok ? directory.listFolders(usable.value.access, page) : usable;
    },
    async listProcesses(connectionId, folderKey, page) {
      const usable = await usableConnection(connectionId, ports);
      if (!usable.ok) return usable;
      const folder = await directory.findFolder(usable.value.access, folderKey);
      if (!folder.ok) return folder;
      if (folder.value === undefined) return fail(folderNotAccessible(folderKey));
      return directory.listProcesses(usable.value.access, folder.value, page);
    },
    async listAllProcesses(connectionId, from, take) {
      const usable = await usableConnection(connectionId, ports);
      return usable.ok ? pageOfEveryProcess(directory, usable.value.access, from, take) : usable;
    },
    async *everyFolder(connectionId) {
      const usable = await usableConnection(connectionId, ports);
      if (usable.ok) yield* everyFolder(directory, usable.value.access);
      else yield usable;
    },
    async *everyProcess(connectionId, options) {
      const usable = await usableConnection(connectionId, ports);
      if (usable.ok) yield* everyProcess(directory, usable.value.access, options);
      else yield usable;
    },
  };
}

/** The failure for a folder that is not there, or not to be seen by this user: Orchestrator does not tell which. */
export function folderNotAccessible(folderKey: string): Failure {
  return { code: 'folder-not-accessible', detail: `Folder ${folderKey} is not there, or not to be seen by this user.` };
}
