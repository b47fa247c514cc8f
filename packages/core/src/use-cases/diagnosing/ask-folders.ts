import { type Finding, fault, faultOf, pass, skip, warning } from '../../diagnosis/finding.js';
import type { Failure } from '../../failure/failure.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../../ports/orchestrator-directory.js';
import type { Folder } from '../../process/process.js';
import type { FolderIdentity, ProcessReference } from '../../process/process-reference.js';
import { type Result, succeed } from '../../result.js';
import { everyFolder } from '../every-folder.js';
import { isFailureOfFolder } from '../every-process.js';

/** Whether the user sees folders, and the first few of them. */
export interface SeenFolders {
  readonly finding: Finding;
  readonly some: readonly Folder[];
}

/** The first folder may well be empty, or closed to this user: so many are tried. */
const mostTried = 5;

/** Reads some folders, whichever they are. */
export async function seeFolders(access: OrchestratorAccess, directory: OrchestratorDirectory): Promise<SeenFolders> {
  const folders = await directory.listFolders(access, { skip: 0, take: mostTried });
  if (!folders.ok) {
    const { failure } = folders;
    const isForbidden = failure.code === 'orchestrator-forbidden';
    return { finding: isForbidden ? fault('folders-forbidden', failure.detail) : faultOf(failure), some: [] };
  }
  const some = folders.value.items;
  const [first] = some;
  if (first === undefined) return { finding: warning('no-folders', 'The list of folders is empty.'), some };
  return { finding: pass(`Folder "${first.path}" can be seen.`), some };
}

/** The folder to look into where nobody named one: the first that has processes, else the first. */
export async function exampleAmong(
  folders: readonly Folder[],
  access: OrchestratorAccess,
  directory: OrchestratorDirectory,
): Promise<Folder | undefined> {
  for (const folder of folders) {
    const processes = await directory.listProcesses(access, folder, { skip: 0, take: 1 });
    if (processes.ok && processes.value.items.length > 0) return folder;
    if (!processes.ok && !isFailureOfFolder(processes.failure)) break;
  }
  return folders[0];
}

/** Where the folder of a process is now. */
export interface FoundFolder {
  readonly finding: Finding;
  /** As calls are to name it; absent when it was not found. */
  readonly folder?: Folder;
}

/** Looks for the folder of a process by its key, then by its path. */
export async function findFolderOf(
  { folder: bound }: ProcessReference,
  access: OrchestratorAccess,
  directory: OrchestratorDirectory,
): Promise<FoundFolder> {
  const found = await directory.findFolder(access, bound.key);
  if (!found.ok) return { finding: faultOf(found.failure) };
  const byKey = found.value;
  // A number counts only while its path matches: folders are numbered anew.
  if (byKey !== undefined && (byKey.path === bound.path || !bound.key.startsWith('id:'))) {
    const folder = { ...byKey, key: bound.key };
    return byKey.path === bound.path
      ? { finding: pass(`Folder "${bound.path}" is there.`), folder }
      : { finding: warning('folder-renamed', `Folder "${bound.path}" is "${byKey.path}" now.`), folder };
  }
  const withPath = await foldersAt(bound.path, access, directory);
  if (!withPath.ok) return { finding: faultOf(withPath.failure) };
  const [folder, ...others] = withPath.value;
  if (folder === undefined) {
    return { finding: fault('folder-gone', `Folder "${bound.path}" is not there, or this user is not in it.`) };
  }
  if (others.length > 0) {
    return { finding: fault('folder-doubled', `${others.length + 1} folders have the path "${bound.path}".`) };
  }
  return { finding: warning('folder-remade', `Folder "${bound.path}" is there under another key.`), folder };
}

async function foldersAt(
  path: string,
  access: OrchestratorAccess,
  directory: OrchestratorDirectory,
): Promise<Result<readonly Folder[], Failure>> {
  const withPath: Folder[] = [];
  for await (const folder of everyFolder(directory, access)) {
    if (!folder.ok) return folder;
    if (folder.value.path === path) withPath.push(folder.value);
  }
  return succeed(withPath);
}

/** So many processes are counted at most. */
const mostCounted = 250;

/**
 * Whether the processes of a folder can be listed.
 *
 * @param isItsFolder whether it is the folder of a process that somebody wants: else the user may well be allowed in others
 */
export async function askProcesses(
  folder: FolderIdentity | undefined,
  isItsFolder: boolean,
  access: OrchestratorAccess,
  directory: OrchestratorDirectory,
): Promise<Finding> {
  if (folder === undefined) return skip('There is no folder to look into.');
  const page = await directory.listProcesses(access, folder, { skip: 0, take: mostCounted });
  if (!page.ok) {
    const { code, detail } = page.failure;
    const found = code === 'orchestrator-forbidden' ? fault('processes-forbidden', detail) : faultOf(page.failure);
    return isItsFolder ? found : { ...found, verdict: 'warn' };
  }
  const { items, hasMore } = page.value;
  if (items.length === 0) return warning('folder-empty', `Folder "${folder.path}" has no process.`);
  const attended = items.filter((process) => process.attended === true).length;
  const count = `${items.length}${hasMore ? ' or more' : ''}`;
  const note = attended > 0 ? `, ${attended} of them for attended robots` : '';
  return pass(`Folder "${folder.path}" has ${count} processes${note}.`);
}
