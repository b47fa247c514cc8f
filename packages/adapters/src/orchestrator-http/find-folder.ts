import { type Failure, type Folder, fail, type Result, succeed } from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import { currentUserFolders } from './current-user-folders.js';
import { readFolder } from './folder-row.js';
import { isGuid } from './is-guid.js';
import { odata, quoted } from './odata.js';
import { readList, unusableReply } from './reply.js';

type Make = (call: Call) => Promise<Result<HttpReply, Failure>>;

/** The folder with this key; undefined when the user sees none, or the text is no key. */
export async function findFolder(make: Make, folderKey: string): Promise<Result<Folder | undefined, Failure>> {
  const id = /^id:(\d{1,15})$/.exec(folderKey)?.[1];
  if (id === undefined && !isGuid(folderKey)) return succeed(undefined);
  const key = folderKey.toLowerCase();
  const options = { $filter: id === undefined ? `Key eq ${folderKey}` : `Id eq ${id}`, $top: 1 };
  const found = await search(make, options, (folder) =>
    id === undefined ? folder.key.toLowerCase() === key : folder.id === Number(id),
  );
  return found.ok ? succeed(found.value[0]) : found;
}

/** The folders with exactly this path; more than one where personal workspaces are called the same. */
export function findFoldersByPath(make: Make, path: string): Promise<Result<readonly Folder[], Failure>> {
  // Some databases compare without regard to case.
  const options = { $filter: `FullyQualifiedName eq ${quoted(path)}`, $orderby: 'Id asc', $top: 20 };
  return search(make, options, (folder) => folder.path === path);
}

/** The call that lists folders. It needs no folder itself. */
export function foldersCall(options: Parameters<typeof odata>[1]): Call {
  return {
    purpose: 'list folders',
    needs: 'Units.View or SubFolders.View',
    method: 'GET',
    path: odata('/odata/Folders', options),
    isWrite: false,
  };
}

async function search(
  make: Make,
  options: Parameters<typeof odata>[1],
  isMeant: (folder: Folder) => boolean,
): Promise<Result<readonly Folder[], Failure>> {
  const call = foldersCall(options);
  const reply = await make(call);
  if (!reply.ok) {
    if (reply.failure.code !== 'orchestrator-forbidden') return reply;
    const mine = await currentUserFolders(make, reply.failure);
    return mine.ok ? succeed(mine.value.filter(isMeant)) : mine;
  }
  const list = readList(reply.value, call);
  if (!list.ok) return list;
  const folders = list.value.rows.map(readFolder).filter((folder) => folder !== undefined);
  return folders.length < list.value.rows.length
    ? fail(unusableReply(reply.value, call, 'it holds no folder'))
    : succeed(folders.filter(isMeant));
}
