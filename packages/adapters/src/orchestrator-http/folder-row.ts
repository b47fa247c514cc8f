import type { Folder, JsonObject } from '@cuelight/core';
import { textAt, wholeNumberAt } from './members.js';

/** A folder as Orchestrator's API describes it; undefined when the row is none. Folders have a key since 20.10. */
export function readFolder(row: JsonObject): Folder | undefined {
  const id = wholeNumberAt(row, 'Id');
  const path = textAt(row, 'FullyQualifiedName');
  if (id === undefined || path === undefined) return undefined;
  return { key: textAt(row, 'Key') ?? `id:${id}`, id, name: textAt(row, 'DisplayName') ?? path, path };
}
