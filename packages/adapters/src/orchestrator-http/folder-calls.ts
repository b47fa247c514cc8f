import type { Failure, Folder, FolderIdentity, FolderKind, OrchestratorAccess, Result } from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import { capabilitiesOf } from './capabilities.js';
import { findFolder, findFoldersByPath } from './find-folder.js';
import type { Place } from './folder-header.js';
import { createFolderIds } from './folder-ids.js';
import { isGuid } from './is-guid.js';
import type { OrchestratorHttpLimits } from './options.js';
import { isNotFound } from './refusal.js';
import { waitTogether } from './wait-together.js';

/** Makes a call, in a folder where a place is given. */
export type CallAt = (access: OrchestratorAccess, call: Call, place?: Place) => Promise<Result<HttpReply, Failure>>;

/** A call in a folder; where it depends on the kind of folder, a function of it; where its path names the folder, `byId`. */
export type CallInFolder =
  | Call
  | ((kind: FolderKind | undefined) => Call)
  | { readonly byId: (folderId: number) => Call };

/** Calls in folders, which are known by key and path and called by the id they have at the moment. */
export interface FolderCalls {
  /** When the folder's id turns out to have changed, the call is repeated once with the new one. */
  call(access: OrchestratorAccess, folder: FolderIdentity, what: CallInFolder): Promise<Result<HttpReply, Failure>>;
  /** Takes note of folders that were read anyway, so that they need not be looked up. */
  meet(access: OrchestratorAccess, folders: readonly Folder[]): void;
}

/**
 * Calls in the folders of one session.
 *
 * @param apiVersion as far as it is known
 */
export function createFolderCalls(
  callAt: CallAt,
  apiVersion: () => number | undefined,
  { nowMs, notices, origin }: Pick<OrchestratorHttpLimits, 'nowMs' | 'notices'> & { readonly origin: string },
): FolderCalls {
  const folderIds = createFolderIds(
    {
      byKey: (access, key) => findFolder((call) => callAt(access, call), key),
      byPath: (access, path) => findFoldersByPath((call) => callAt(access, call), path),
    },
    nowMs,
    notices,
  );

  /** Whether a call may name the folder by its key instead of its id. */
  function takesKey(key: string): boolean {
    const version = apiVersion();
    return version !== undefined && capabilitiesOf(version).hasFolderKeyHeader && isGuid(key);
  }

  return {
    async call(access, folder, what) {
      const { key, path } = folder;
      const callIn = (present: Folder) => callAt(access, callFor(what, present), { id: present.id, path });
      const used = await waitTogether(access, origin, (shared) => folderIds.resolve(shared, folder));
      if (!used.ok) {
        // Who may not look folders up may still work in them: an external application without the scope of folders.
        if (used.failure.code !== 'orchestrator-forbidden' || !takesKey(key) || 'byId' in what) return used;
        return callAt(access, typeof what === 'function' ? what(undefined) : what, { key, path });
      }
      const reply = await callIn(used.value);
      if (reply.ok || !mayBeElsewhere(reply.failure)) return reply;
      const present = await waitTogether(access, origin, (shared) =>
        folderIds.resolveAgain(shared, folder, used.value),
      );
      if (!present.ok) return present;
      return present.value.id === used.value.id ? reply : callIn(present.value);
    },
    meet: folderIds.meet,
  };
}

function callFor(what: CallInFolder, folder: Folder): Call {
  if (typeof what === 'function') return what(folder.kind);
  return 'byId' in what ? what.byId(folder.id) : what;
}

/** What Orchestrator answers where the id is that of no folder any longer, or of another one. */
function mayBeElsewhere(failure: Failure): boolean {
  return failure.code === 'folder-not-accessible' || isNotFound(failure);
}
