import type { HeaderList } from '../network/index.js';

/** Where a call is made: how the folder is named at this moment, and its path for failures. */
export type Place = { readonly path: string } & (
  | { readonly id: number }
  /** Where nobody may look the id up. */
  | { readonly key: string }
);

/**
 * The one header that names the folder: its id in every version, its key since 21.10 (API 13). Source: UiPath
 * Orchestrator API guide, "Building API requests".
 */
export function folderHeader(place: Place): HeaderList {
  return 'id' in place ? ['X-UIPATH-OrganizationUnitId', String(place.id)] : ['X-UIPATH-FolderKey', place.key];
}
