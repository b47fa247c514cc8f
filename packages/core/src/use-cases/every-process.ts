import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { Folder, Process } from '../process/process.js';
import type { FolderIdentity } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';
import { everyFolder } from './every-folder.js';
import { processesAcross } from './processes-across.js';
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
  /** How many calls may be under way at once; 1 or more, usually 28. */
  readonly concurrency?: number;
}

/** Enough to hide the time that an answer takes to come; a connection must have room for other calls beside. */
const usualConcurrency = 28;

/** Less than Orchestrator's longest page: each comes with its arguments, and a reply must not become too large. */
const processesPage = 250;

/** A part of the directory, as listing needs it. */
export type ListingDirectory = Pick<OrchestratorDirectory, 'listFolders' | 'listProcesses' | 'listProcessesAcross'>;

/**
 * The processes of all folders, read page by page, several at once. Where Orchestrator has a list across folders it is
 * read, and only the folders it has nothing of singly; otherwise each is. Those of one folder come in the order of ids,
 * folders in any order. A failure is the last item, except that of a single folder.
 */
export async function* everyProcess(
  directory: ListingDirectory,
  access: OrchestratorAccess,
  { folders, concurrency = usualConcurrency }: EveryProcessOptions = {},
): AsyncGenerator<Result<ListedProcess, Failure>, void, undefined> {
  if (folders !== undefined) return yield* processesIn(directory, access, folders, concurrency);
  const all = new Map<number, Folder>();
  for await (const folder of everyFolder(directory, access)) {
    if (!folder.ok) return yield folder;
    all.set(folder.value.id, folder.value);
  }
  const left = new Map(all);
  for await (const page of processesAcross(directory, access, concurrency)) {
    if (!page.ok) return yield page;
    for (const { folderId, process } of page.value) {
      const folder = all.get(folderId);
      // One made after the folders were listed.
      if (folder === undefined) continue;
      left.delete(folderId);
      yield succeed({ kind: 'process', folder, process: { ...process, folderKey: folder.key } });
    }
  }
  yield* processesIn(directory, access, [...left.values()], concurrency);
}

async function* processesIn(
  directory: ListingDirectory,
  access: OrchestratorAccess,
  folders: readonly FolderIdentity[],
  concurrency: number,
): AsyncGenerator<Result<ListedProcess, Failure>, void, undefined> {
  const read =
    (folder: FolderIdentity, skip: number): Read<Result<ListedProcess, Failure>> =>
    async () => {
      const page = await directory.listProcesses(access, folder, { skip, take: processesPage });
      if (!page.ok) {
        const { failure } = page;
        const isOfFolder = isFailureOfFolder(failure);
        return { found: [isOfFolder ? succeed({ kind: 'folder-refused', folder, failure }) : fail(failure)], next: [] };
      }
      return {
        found: page.value.items.map((process) => succeed({ kind: 'process', folder, process })),
        next: page.value.hasMore ? [read(folder, skip + processesPage)] : [],
      };
    };

  const first = folders.map((folder) => read(folder, 0));
  for await (const found of readTogether(first, concurrency)) {
    for (const listed of found) {
      yield listed;
      if (!listed.ok) return;
    }
  }
}

/** Whether a failure is about the one folder, so that others can be read all the same. */
export function isFailureOfFolder({ code }: Failure): boolean {
  return code === 'orchestrator-forbidden' || code === 'folder-not-accessible' || code === 'folder-ambiguous';
}
