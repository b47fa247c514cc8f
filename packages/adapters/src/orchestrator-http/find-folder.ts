import { type Failure, type Folder, fail, type Result, succeed } from '@cuelight/core';
import type { Call } from './call.js';
import type { HttpReply } from './exchange.js';
import { readFolder } from './folder-row.js';
import { isGuid } from './is-guid.js';
import { odata } from './odata.js';
import { readList, unusableReply } from './reply.js';

/** The folder with this key; undefined when the user sees none, or the text is no key. */
export async function findFolder(
  make: (call: Call) => Promise<Result<HttpReply, Failure>>,
  folderKey: string,
): Promise<Result<Folder | undefined, Failure>> {
  const $filter = filterFor(folderKey);
  if ($filter === undefined) return succeed(undefined);
  const call = foldersCall({ $filter, $top: 1 });
  const reply = await make(call);
  if (!reply.ok) return reply;
  const list = readList(reply.value, call);
  if (!list.ok) return list;
  const [row] = list.value.rows;
  if (row === undefined) return succeed(undefined);
  const folder = readFolder(row);
  return folder === undefined ? fail(unusableReply(reply.value, call, 'it holds no folder')) : succeed(folder);
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

function filterFor(folderKey: string): string | undefined {
  if (isGuid(folderKey)) return `Key eq ${folderKey}`;
  const id = /^id:(\d{1,15})$/.exec(folderKey)?.[1];
  return id === undefined ? undefined : `Id eq ${id}`;
}
