import type { FolderIdentity, ProcessReference } from '@cuelight/core';
import fc from 'fast-check';
import { ids } from './ids.js';
import { names } from './names.js';
import { timesMs } from './times.js';

/** Process references of this app on this connection. */
export function processReferences(of: {
  readonly appId: string;
  readonly connectionId: string;
}): fc.Arbitrary<ProcessReference> {
  return fc.record({
    id: ids(),
    appId: fc.constant(of.appId),
    connectionId: fc.constant(of.connectionId),
    folder: folderIdentities(),
    releaseKey: fc.uuid(),
    packageId: names(),
    version: versions(),
    isPinned: fc.boolean(),
    runOn: fc.constantFrom('orchestrator', 'local-robot'),
    createdAtMs: timesMs(),
  });
}

/** Folders, by a key of the product's or, below API 11, of ours. */
export function folderIdentities(): fc.Arbitrary<FolderIdentity> {
  const numbered = fc.nat().map((number) => `id:${number}`);
  const path = fc.array(names(), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  return fc.record({ key: fc.oneof(fc.uuid(), numbered), path });
}

/** Package versions as NuGet has them, pre-releases included. */
export function versions(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,5}(-[a-z0-9]{1,8})?$/);
}
