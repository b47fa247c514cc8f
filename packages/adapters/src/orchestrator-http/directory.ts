import { fail, type OrchestratorAccess, type OrchestratorDirectory, succeed } from '@cuelight/core';
import type { Call } from './call.js';
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
      const call = foldersCall(pageOptions(page));
      const reply = await sessionOf(access).call(access, call);
      return reply.ok ? readPage(reply.value, call, page, readFolder) : reply;
    },

    findFolder(access, folderKey) {
      return findFolder((call) => sessionOf(access).call(access, call), folderKey);
    },

    async listProcesses(access, folder, page) {
      const call = releasesCall(odata('/odata/Releases', pageOptions(page)));
      const reply = await sessionOf(access).callInFolder(access, folder, call);
      return reply.ok ? readPage(reply.value, call, page, (row) => readRelease(row, folder.key)) : reply;
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

function releasesCall(path: string): Call {
  return { purpose: 'list processes', needs: 'Processes.View', method: 'GET', path, isWrite: false };
}
