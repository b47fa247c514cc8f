import type { JsonObject, ProcessRelease } from '@cuelight/core';
import { objectAt, textAt, wholeNumberAt } from './members.js';
import { readArguments } from './process-arguments.js';

/**
 * A process as Orchestrator's API describes it (there it is a release); undefined when the row is none. Whether it is
 * attended is told since 21.10.
 */
export function readRelease(row: JsonObject, folderKey: string): ProcessRelease | undefined {
  const releaseKey = textAt(row, 'Key');
  const packageId = textAt(row, 'ProcessKey');
  const version = textAt(row, 'ProcessVersion');
  if (releaseKey === undefined || packageId === undefined || version === undefined) return undefined;
  const attended = row.IsAttended;
  const metadata = objectAt(row, 'Arguments') ?? {};
  const releaseVersionId = wholeNumberAt(objectAt(row, 'CurrentVersion') ?? {}, 'Id');
  return {
    releaseKey,
    name: textAt(row, 'Name') ?? packageId,
    packageId,
    version,
    folderKey,
    ...(typeof attended === 'boolean' && { attended }),
    arguments: { input: readArguments(metadata.Input), output: readArguments(metadata.Output) },
    ...(releaseVersionId !== undefined && { releaseVersionId }),
  };
}
