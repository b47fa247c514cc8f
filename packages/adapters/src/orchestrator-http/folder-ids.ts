import {
  type Failure,
  type Folder,
  type FolderIdentity,
  fail,
  type Notices,
  type OrchestratorAccess,
  type Result,
  succeed,
} from '@cuelight/core';

/** The numbers that folders have at the moment, by which calls name them. */
export interface FolderIds {
  /**
   * The folder as it is now. It is looked up by its key and, when that leads nowhere or, being a number, to another path,
   * by its path. A number that changed is noticed. `folder-not-accessible` when it is not there for this user;
   * `folder-ambiguous` when several have its path.
   */
  resolve(access: OrchestratorAccess, folder: FolderIdentity): Promise<Result<Folder, Failure>>;
  /** Takes note of folders that were read anyway. */
  meet(access: OrchestratorAccess, folders: readonly Folder[]): void;
  /** The same after the number of `used` was not accepted: looked up anew, unless somebody has done so meanwhile. */
  resolveAgain(access: OrchestratorAccess, folder: FolderIdentity, used: Folder): Promise<Result<Folder, Failure>>;
}

/** How a folder is looked up. */
export interface FolderLookUp {
  byKey(access: OrchestratorAccess, folderKey: string): Promise<Result<Folder | undefined, Failure>>;
  byPath(access: OrchestratorAccess, path: string): Promise<Result<readonly Folder[], Failure>>;
}

/** How long a number is believed, in milliseconds: a folder made anew under the same key or path has another one. */
const believedMs = 60_000;
const mostFolders = 5_000;

/** Looks numbers up and keeps them for a minute; whoever asks while one is being looked up waits for that look-up. */
export function createFolderIds(lookUp: FolderLookUp, nowMs: () => number, notices: Notices): FolderIds {
  const known = new Map<string, Entry>();

  async function look(
    access: OrchestratorAccess,
    identity: FolderIdentity,
    formerId: number | undefined,
  ): Promise<Result<Folder, Failure>> {
    const { key, path } = identity;
    const found = await lookUp.byKey(access, key);
    if (!found.ok) return found;
    const isSame = found.value !== undefined && (!key.startsWith('id:') || found.value.path === path);
    const folder = isSame ? succeed(found.value) : onlyOne(await lookUp.byPath(access, path), path);
    const isNew = folder.ok && (formerId === undefined ? !isSame : formerId !== folder.value.id);
    if (isNew) noticeNew(access, key, folder.value.id);
    return folder;
  }

  function noticeNew({ connectionId }: OrchestratorAccess, folderKey: string, id: number): void {
    notices.notice({ kind: 'folder-remapped', connectionId, folderKey, id });
  }

  function keep(name: string, entry: Entry): void {
    known.delete(name);
    const [oldest] = known.keys();
    if (known.size >= mostFolders && oldest !== undefined) known.delete(oldest);
    known.set(name, entry);
  }

  function resolve(access: OrchestratorAccess, identity: FolderIdentity): Promise<Result<Folder, Failure>> {
    const name = nameOf(identity);
    const entry = known.get(name);
    if (entry?.folder !== undefined && nowMs() < entry.untilMs) return entry.folder;
    const folder = look(access, identity, entry?.id).then((outcome) => {
      if (known.get(name)?.folder !== folder) return outcome;
      if (outcome.ok) keep(name, { folder, id: outcome.value.id, untilMs: nowMs() + believedMs });
      else if (entry?.id === undefined) known.delete(name);
      else keep(name, { ...entry, folder: undefined });
      return outcome;
    });
    keep(name, { folder, id: entry?.id, untilMs: nowMs() + believedMs });
    return folder;
  }

  return {
    resolve,
    async resolveAgain(access, identity, used) {
      const name = nameOf(identity);
      const entry = known.get(name);
      const folder = await entry?.folder;
      const isUsed = folder?.ok === true && folder.value === used;
      if (entry !== undefined && isUsed && known.get(name) === entry) known.set(name, { ...entry, folder: undefined });
      return resolve(access, identity);
    },
    meet(access, folders) {
      const untilMs = nowMs() + believedMs;
      for (const folder of folders) {
        const { key, id } = folder;
        const formerId = known.get(nameOf(folder))?.id;
        if (formerId !== undefined && formerId !== id) noticeNew(access, key, id);
        keep(nameOf(folder), { folder: Promise.resolve(succeed(folder)), id, untilMs });
      }
    },
  };
}

interface Entry {
  /** Undefined when it is to be looked up again. */
  readonly folder: Promise<Result<Folder, Failure>> | undefined;
  /** The number that calls were made with last, if any. */
  readonly id: number | undefined;
  readonly untilMs: number;
}

function onlyOne(found: Result<readonly Folder[], Failure>, path: string): Result<Folder, Failure> {
  if (!found.ok) return found;
  const [folder, ...others] = found.value;
  if (folder === undefined) {
    return fail({
      code: 'folder-not-accessible',
      detail: `The folder "${path}" is not there, or not visible to the user of the connection.`,
    });
  }
  return others.length === 0
    ? succeed(folder)
    : fail({
        code: 'folder-ambiguous',
        detail: `The stored key of the folder "${path}" leads nowhere, and ${found.value.length} folders have that path.`,
      });
}

/** No two folders have the same: the length tells where the key ends. */
function nameOf({ key, path }: FolderIdentity): string {
  return `${key.length} ${key}${path}`;
}
