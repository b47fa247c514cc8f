import type { ProcessReference } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

/** Where a process runs. */
export const runOn = z.enum(['orchestrator', 'local-robot']);

/** A process reference, as it is shown. */
export const referenceShape = z.strictObject({
  id: z.string(),
  connectionId: z.string(),
  folderKey: z.string(),
  folderPath: z.string(),
  releaseKey: z.string(),
  packageId: z.string(),
  version: z.string(),
  pinned: z.boolean(),
  runOn,
  createdAt: z.string(),
});

/** Shows a process reference. */
export function showReference(reference: ProcessReference): z.infer<typeof referenceShape> {
  const { id, connectionId, folder, releaseKey, packageId, version, isPinned, runOn, createdAtMs } = reference;
  return {
    id,
    connectionId,
    folderKey: folder.key,
    folderPath: folder.path,
    releaseKey,
    packageId,
    version,
    pinned: isPinned,
    runOn,
    createdAt: showTime(createdAtMs),
  };
}
