import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { Process } from '../process/process.js';
import type { FolderIdentity } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';
import { type Read, readTogether } from './read-together.js';

/** What listing all processes comes upon. */
export type ListedProcess =
  | { readonly kind: 'process'; readonly folder: FolderIdentity; readonly process: Process }
  /** Nothing of this folder is listed, and why: the others go on. */
  | { readonly kind: 'folder-refused'; readonly folder: FolderIdentity; readonly failure: Failure };

/** Which processes to list, and how. */
export interface EveryProcessOptions {
  /** Those to look into; all that the user sees when absent. */
  readonly folders?: readonly FolderIdentity[];
  /** How many calls may be under way at once; 1 or more, usually {@link usualConcurrency}. */
  readonly concurrency?: number;
}

/** Enough to hide the time that an answer takes to come; a connection must have room for other calls beside. */
const usualConcurrency = 28;

/** Orchestrator's longest page of folders. */
const longestPage = 1_000;
/** Fewer processes, since each comes with its arguments, and a reply must not become too large to be read. */
const processesPage = 250;

/**
 * The processes of all folders, read page by page, several at once: those of one folder in the order of ids, those of
 * several in the order in which Orchestrator answers. A failure is the last item, except that of a single folder.
 */
export async function* everyProcess(
  directory: Pick<OrchestratorDirectory, 'listFolders' | 'listProcesses'>,
  access: OrchestratorAccess,
  { folders, concurrency = usualConcurrency }: EveryProcessOptions = {},
): AsyncGenerator<Result<ListedProcess, Failure>, void, undefined> {
  const readFolders =
    (skip: number): ReadListed =>
    async () => {
      const page = await directory.listFolders(access, { skip, take: longestPage });
      if (!page.ok) return { found: [page], next: [] };
      const more = page.value.hasMore ? [readFolders(skip + longestPage)] : [];
      return { found: [], next: [...more, ...page.value.items.map((folder) => readProcesses(folder, 0))] };
    };

  const readProcesses =
    (folder: FolderIdentity, skip: number): ReadListed =>
    async () => {
      const page = await directory.listProcesses(access, folder, { skip, take: processesPage });
      if (!page.ok) {
        const { failure } = page;
        const isOfFolder = isFailureOfFolder(failure);
        return { found: [isOfFolder ? succeed({ kind: 'folder-refused', folder, failure }) : fail(failure)], next: [] };
      }
      return {
        found: page.value.items.map((process) => succeed({ kind: 'process', folder, process })),
        next: page.value.hasMore ? [readProcesses(folder, skip + processesPage)] : [],
      };
    };

  const first = folders === undefined ? [readFolders(0)] : folders.map((folder) => readProcesses(folder, 0));
  for await (const listed of readTogether(first, concurrency)) {
    yield listed;
    if (!listed.ok) return;
  }
}

type ReadListed = Read<Result<ListedProcess, Failure>>;

/** Whether a failure is about the one folder, so that others can be read all the same. */
export function isFailureOfFolder({ code }: Failure): boolean {
  return code === 'orchestrator-forbidden' || code === 'folder-not-accessible' || code === 'folder-ambiguous';
}
