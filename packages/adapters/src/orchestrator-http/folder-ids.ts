import {
  type Failure,
  type Folder,
  type FolderIdentity,
  fail,
  type OrchestratorAccess,
  type Result,
  succeed,
} from '@cuelight/core';

/** The numbers that folders have at the moment, by which calls name them. */
export interface FolderIds {
  /**
   * The number of a folder. `folder-not-accessible` when it is not there for this user, or when it is known by its
   * number only and another path stands there now: then it is another folder.
   */
  resolve(access: OrchestratorAccess, folder: FolderIdentity): Promise<Result<number, Failure>>;
  /** Forgets the number of a folder: it was not accepted. */
  drop(folder: FolderIdentity): void;
}

/** How long a number is believed, in milliseconds: a folder made anew under the same key or path has another one. */
const believedMs = 60_000;
const mostFolders = 1_000;

/** Looks numbers up and keeps them for a minute; whoever asks while one is being looked up waits for that look-up. */
export function createFolderIds(
  find: (access: OrchestratorAccess, folderKey: string) => Promise<Result<Folder | undefined, Failure>>,
  nowMs: () => number,
): FolderIds {
  const known = new Map<string, { readonly id: Promise<Result<number, Failure>>; readonly untilMs: number }>();

  async function look(access: OrchestratorAccess, { key, path }: FolderIdentity): Promise<Result<number, Failure>> {
    const found = await find(access, key);
    if (!found.ok) return found;
    const isSame = found.value !== undefined && (!key.startsWith('id:') || found.value.path === path);
    return isSame ? succeed(found.value.id) : fail(inaccessible(path));
  }

  return {
    resolve(access, folder) {
      const name = nameOf(folder);
      const entry = known.get(name);
      if (entry !== undefined && nowMs() < entry.untilMs) return entry.id;
      const id = look(access, folder).then((outcome) => {
        if (!outcome.ok && known.get(name)?.id === id) known.delete(name);
        return outcome;
      });
      known.delete(name);
      const [oldest] = known.keys();
      if (known.size >= mostFolders && oldest !== undefined) known.delete(oldest);
      known.set(name, { id, untilMs: nowMs() + believedMs });
      return id;
    },
    drop(folder) {
      known.delete(nameOf(folder));
    },
  };
}

function nameOf({ key, path }: FolderIdentity): string {
  return JSON.stringify([key, path]);
}

function inaccessible(path: string): Failure {
  return {
    code: 'folder-not-accessible',
    detail: `The folder "${path}" is not there, or not visible to the user of the connection.`,
  };
}
