import {
  type Failure,
  type Folder,
  fail,
  type JsonObject,
  type OrchestratorAccess,
  type OrchestratorDirectory,
  type Page,
  type PageRequest,
  type ProcessesAcross,
  type Result,
  succeed,
} from '@cuelight/core';
import type { Call } from './call.js';
import { currentUserFolders } from './current-user-folders.js';
import { findFolder, foldersCall } from './find-folder.js';
import { readFolder } from './folder-row.js';
import { isGuid } from './is-guid.js';
import { wholeNumberAt } from './members.js';
import { odata, quoted } from './odata.js';
import { pageOptions, readPage } from './page.js';
import { readRelease } from './release-row.js';
import { readList, readObject, unusableReply } from './reply.js';
import type { Session } from './session.js';

/** Folders and processes, read from `/odata/Folders` and `/odata/Releases`. */
export function createDirectory(sessionOf: (access: OrchestratorAccess) => Session): OrchestratorDirectory {
  return {
    async listFolders(access, page) {
      const session = sessionOf(access);
      const call = foldersCall(pageOptions(page));
      const reply = await session.call(access, call);
      const folders = reply.ok
        ? readPage(reply.value, call, page, readFolder)
        : await mine(reply.failure, page, (other) => session.call(access, other));
      if (folders.ok) session.meetFolders(access, folders.value.items);
      return folders;
    },

    async findFolder(access, folderKey) {
      const session = sessionOf(access);
      const folder = await findFolder((call) => session.call(access, call), folderKey);
      if (folder.ok && folder.value !== undefined) session.meetFolders(access, [folder.value]);
      return folder;
    },

    async listProcesses(access, folder, page) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const { releaseFields: $select } = can.value;
      const options = { ...pageOptions(page), ...($select !== undefined && { $select }) };
      const call = releasesCall(odata('/odata/Releases', options));
      const reply = await session.callInFolder(access, folder, call);
      return reply.ok ? readPage(reply.value, call, page, (row) => readRelease(row, folder.key)) : reply;
    },

    async listProcessesAcross(access, page) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      if (!can.value.hasListsAcross) return succeed('unsupported');
      const { releaseFields } = can.value;
      const $select = releaseFields === undefined ? {} : { $select: `${releaseFields},OrganizationUnitId` };
      const options = { ...pageOptions(page), ...$select, mandatoryPermissions: 'Processes.View' };
      const call = releasesCall(odata('/odata/Releases', options));
      const reply = await session.call(access, call);
      if (!reply.ok) return reply;
      const list = readList(reply.value, call);
      if (!list.ok) return list;
      const { rows, count } = list.value;
      const items = rows.map(readAcross).filter((item) => item !== undefined);
      return items.length < rows.length || count === undefined
        ? fail(unusableReply(reply.value, call, 'a row of it lacks what it should have'))
        : succeed({ items, total: count });
    },

    async findProcess(access, folder, releaseKey) {
      // The key is typed as text, not as GUID, in the product's API descriptions: hence quoted, and its case counts.
      const key = isGuid(releaseKey) ? releaseKey.toLowerCase() : releaseKey;
      const options = { $filter: `Key eq ${quoted(key)}`, $expand: 'CurrentVersion', $top: 1 };
      const call = releasesCall(odata('/odata/Releases', options));
      const reply = await sessionOf(access).callInFolder(access, folder, call);
      if (!reply.ok) return reply;
      const list = readList(reply.value, call);
      if (!list.ok) return list;
      const [row] = list.value.rows;
      if (row === undefined) return succeed(undefined);
      const release = readRelease(row, folder.key);
      const id = wholeNumberAt(row, 'Id');
      if (release === undefined || id === undefined) {
        return fail(unusableReply(reply.value, call, 'it holds no process'));
      }
      if (row.Arguments !== null && row.Arguments !== undefined) return succeed(release);
      // Lists may leave the arguments out; the single release has them, if there are any.
      const single = releasesCall(`/odata/Releases(${id})`);
      const full = await sessionOf(access).callInFolder(access, folder, single);
      if (!full.ok) return full;
      const body = readObject(full.value, single);
      if (!body.ok) return body;
      return succeed({ ...release, arguments: readRelease(body.value, folder.key)?.arguments ?? release.arguments });
    },
  };
}

function readAcross(row: JsonObject): ProcessesAcross['items'][number] | undefined {
  const folderId = wholeNumberAt(row, 'OrganizationUnitId');
  const release = readRelease(row, '');
  if (folderId === undefined || release === undefined) return undefined;
  const { folderKey: _, ...process } = release;
  return { folderId, process };
}

/** A page of the folders that the user works in, for one who may not list folders; those come all at once. */
async function mine(
  failure: Failure,
  { skip, take }: PageRequest,
  make: Parameters<typeof currentUserFolders>[0],
): Promise<Result<Page<Folder>, Failure>> {
  if (failure.code !== 'orchestrator-forbidden') return fail(failure);
  const folders = await currentUserFolders(make, failure);
  if (!folders.ok) return folders;
  return succeed({ items: folders.value.slice(skip, skip + take), hasMore: folders.value.length > skip + take });
}

function releasesCall(path: string): Call {
  return { purpose: 'list processes', needs: 'Processes.View', method: 'GET', path, isWrite: false };
}
