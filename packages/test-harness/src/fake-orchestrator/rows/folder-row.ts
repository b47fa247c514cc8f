import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import type { Folder } from '../world/entities.js';

/** FolderDto. Source: UiPath swagger 2020.10. */
export const folderType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.FolderDto',
  properties: {
    Key: 'guid',
    DisplayName: 'string',
    FullyQualifiedName: 'string',
    FullyQualifiedNameOrderable: 'string',
    Description: 'string',
    IsPersonal: 'boolean',
    FolderType: 'string',
    ProvisionType: 'string',
    PermissionModel: 'string',
    ParentId: 'number',
    ParentKey: 'guid',
    FeedType: 'string',
    Id: 'number',
  },
};

/** A folder as the API shows it. */
export function folderRow(folder: Folder): JsonObject {
  return {
    Key: folder.key,
    DisplayName: folder.name,
    FullyQualifiedName: folder.path,
    FullyQualifiedNameOrderable: folder.path,
    Description: null,
    IsPersonal: false,
    FolderType: 'Standard',
    ProvisionType: 'Automatic',
    PermissionModel: 'FineGrained',
    ParentId: folder.parent?.id ?? null,
    ParentKey: folder.parent?.key ?? null,
    FeedType: 'Processes',
    Id: folder.id,
  };
}
