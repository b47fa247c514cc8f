import type { Folder, FolderKind, JsonObject } from '@cuelight/core';
import { textAt, wholeNumberAt } from './members.js';

/** A folder as Orchestrator's API describes it; undefined when the row is none. Folders have a key since 20.10. */
export function readFolder(row: JsonObject): Folder | undefined {
  const id = wholeNumberAt(row, 'Id');
  const path = textAt(row, 'FullyQualifiedName');
  if (id === undefined || path === undefined) return undefined;
  const kind = readKind(row);
  return {
    key: textAt(row, 'Key') ?? `id:${id}`,
    id,
    name: textAt(row, 'DisplayName') ?? path,
    path,
    ...(kind !== undefined && { kind }),
  };
}

/** Source: UiPath Orchestrator API guide, "Folders requests"; personal workspaces are told since 20.4. */
function readKind({ IsPersonal, FolderType, ProvisionType, PermissionModel }: JsonObject): FolderKind | undefined {
  if (IsPersonal === true || FolderType === 'Personal') return 'personal';
  if (ProvisionType === 'Manual' && PermissionModel === 'InheritFromTenant') return 'classic';
  return ProvisionType === 'Automatic' ? 'modern' : undefined;
}
