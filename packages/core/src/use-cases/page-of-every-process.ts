import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { Folder, Process } from '../process/process.js';
import type { FolderIdentity } from '../process/process-reference.js';
import { type Result, succeed } from '../result.js';
import { isFailureOfFolder } from './every-process.js';

/** How far the list of all processes has been read: so many folders, and so many processes of the next one. */
export interface ProcessesPlace {
  readonly folders: number;
  readonly processes: number;
}

/** A part of the list of all processes. */
export interface ProcessesPage {
  readonly items: readonly Process[];
  /** The folders of this part that could not be read, and why. */
  readonly refused: readonly { readonly folder: FolderIdentity; readonly failure: Failure }[];
  /** Where the next part begins; absent after the last. A part may be short, even empty, and have a next one. */
  readonly next?: ProcessesPlace;
}

/** How many folders are looked into for one part at most, and how many of them at once. */
const mostFolders = 200;
const foldersAtOnce = 8;

/**
 * One part of the processes of all folders, in the order of the folders' ids and then of their own, for a caller who comes
 * back for the next part.
 *
 * @param take 1 or more
 */
export async function pageOfEveryProcess(
  directory: Pick<OrchestratorDirectory, 'listFolders' | 'listProcesses'>,
  access: OrchestratorAccess,
  from: ProcessesPlace,
  take: number,
): Promise<Result<ProcessesPage, Failure>> {
  const folders = await directory.listFolders(access, { skip: from.folders, take: mostFolders });
  if (!folders.ok) return folders;
  const { items: present, hasMore } = folders.value;
  const items: Process[] = [];
  const refused: { folder: Folder; failure: Failure }[] = [];

  for (let at = 0; at < present.length; at += foldersAtOnce) {
    const group = present.slice(at, at + foldersAtOnce);
    const wanted = take - items.length;
    const skipIn = (index: number) => (index === 0 ? from.processes : 0);
    const pages = await Promise.all(
      group.map((folder, index) => directory.listProcesses(access, folder, { skip: skipIn(at + index), take: wanted })),
    );
    for (const [index, folder] of group.entries()) {
      const page = pages[index];
      if (page === undefined) continue;
      if (!page.ok) {
        if (!isFailureOfFolder(page.failure)) return page;
        refused.push({ folder, failure: page.failure });
        continue;
      }
      const added = page.value.items.slice(0, take - items.length);
      items.push(...added);
      const isRead = added.length === page.value.items.length && !page.value.hasMore;
      const number = at + index;
      const next = isRead
        ? { folders: from.folders + number + 1, processes: 0 }
        : { folders: from.folders + number, processes: skipIn(number) + added.length };
      const isEnd = isRead && number + 1 === present.length && !hasMore;
      if (items.length === take) return succeed({ items, refused, ...(!isEnd && { next }) });
    }
  }
  const next = { folders: from.folders + present.length, processes: 0 };
  return succeed({ items, refused, ...(hasMore && present.length > 0 && { next }) });
}
