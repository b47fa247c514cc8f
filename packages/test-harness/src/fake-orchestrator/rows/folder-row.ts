import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import { withFields } from '../odata/with-fields.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { Folder } from '../world/entities.js';

const everyField: EntityType = {
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
    IsActive: 'boolean',
    Id: 'number',
  },
};

/** FolderDto of a version. */
export function folderType({ folderFields }: VersionProfile): EntityType {
  return withFields(everyField, folderFields);
}

/** A folder with everything that any version shows of it. Source of the words: UiPath swagger 2020.10. */
export function folderRow(folder: Folder): JsonObject {
  return {
    Key: folder.key,
    DisplayName: folder.name,
    FullyQualifiedName: folder.path,
    FullyQualifiedNameOrderable: folder.path,
    Description: null,
    IsPersonal: folder.kind === 'personal',
    FolderType: folder.kind === 'personal' ? 'Personal' : 'Standard',
    ProvisionType: folder.kind === 'classic' ? 'Manual' : 'Automatic',
    PermissionModel: folder.kind === 'classic' ? 'InheritFromTenant' : 'FineGrained',
    ParentId: folder.parent?.id ?? null,
    ParentKey: folder.parent?.key ?? null,
    FeedType: folder.kind === 'personal' ? 'PersonalWorkspace' : 'Processes',
    IsActive: true,
    Id: folder.id,
  };
}
