import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { OrchestratorDirectory, Page, PageRequest } from '../ports/orchestrator-directory.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { Folder, Process } from '../process/process.js';
import { fail, type Result } from '../result.js';
import { usableConnection } from './usable-connection.js';

/**
 * Reading what a connection's Orchestrator offers, through to Orchestrator, nothing stored. Failures:
 * `connection-not-found`, `connection-not-usable`, `folder-not-accessible`, those of calling Orchestrator.
 */
export interface Browse {
  listFolders(connectionId: string, page: PageRequest): Promise<Result<Page<Folder>, Failure>>;
  listProcesses(connectionId: string, folderKey: string, page: PageRequest): Promise<Result<Page<Process>, Failure>>;
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
  };
}

/** The failure for a folder that is not there, or not to be seen by this user: Orchestrator does not tell which. */
export function folderNotAccessible(folderKey: string): Failure {
  return { code: 'folder-not-accessible', detail: `Folder ${folderKey} is not there, or not to be seen by this user.` };
}
