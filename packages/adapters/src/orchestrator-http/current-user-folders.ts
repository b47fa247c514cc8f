import { type Failure, type Folder, fail, isJsonObject, type JsonObject, type Result, succeed } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import type { Call } from './call.js';
import { readFolder } from './folder-row.js';
import { unusableReply } from './reply.js';

/**
 * The folders that the user works in, in the order of ids: for one who may not list folders, instead. Only a user has
 * them: an external application is refused here too.
 *
 * @param refusal why folders could not be listed; it stays the failure when there is no such list either
 */
export async function currentUserFolders(
  make: (call: Call) => Promise<Result<HttpReply, Failure>>,
  refusal: Failure,
): Promise<Result<readonly Folder[], Failure>> {
  const reply = await make(navigationCall);
  const folders = reply.ok ? readNavigation(reply.value) : reply;
  return !folders.ok && saysNothingNew.includes(folders.failure.code) ? fail(refusal) : folders;
}

const saysNothingNew: readonly Failure['code'][] = [
  'orchestrator-forbidden',
  'orchestrator-refused',
  'orchestrator-reply-unusable',
];

const navigationCall: Call = {
  purpose: 'list the folders of the user',
  needs: 'to be a user, not an external application',
  method: 'GET',
  path: '/api/FoldersNavigation/GetAllFoldersForCurrentUser',
  isWrite: false,
};

function readNavigation(reply: HttpReply): Result<readonly Folder[], Failure> {
  const rows = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  const folders = Array.isArray(rows) ? rows.filter(isSelectable).map(readFolder) : [undefined];
  const read = folders.filter((folder) => folder !== undefined);
  return read.length < folders.length
    ? fail(unusableReply(reply, navigationCall, 'it holds no list of folders'))
    : succeed(read.sort((one, other) => one.id - other.id));
}

/** The others are there only as the way to these: nothing can be done in them. */
function isSelectable(row: unknown): row is JsonObject {
  return isJsonObject(row) && row.IsSelectable === true;
}
