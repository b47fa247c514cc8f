import type { Folder, User } from '../world/entities.js';

/** All permissions that the fake knows. Source: UiPath docs, "Permissions per endpoint". */
export const allPermissions: readonly string[] = [
  'Units.View',
  'SubFolders.View',
  'Users.View',
  'Machines.View',
  'Robots.View',
  'Environments.View',
  'Processes.View',
  'Processes.Edit',
  'Packages.View',
  'FolderPackages.View',
  'Jobs.View',
  'Jobs.Create',
  'Jobs.Edit',
  'License.View',
  'Settings.View',
  'Webhooks.View',
  'Webhooks.Create',
  'Webhooks.Edit',
  'Webhooks.Delete',
];

/** Whether a user belongs to a folder: to itself or to one above it. */
export function belongsTo(user: User, folder: Folder): boolean {
  return user.folders === undefined || membershipsIn(user, folder).length > 0;
}

/** What a user may do in a folder, or in the tenant when none is given; by API names. */
export function permissionsOf(user: User, folder?: Folder): readonly string[] {
  return rightsOf(user, folder) ?? allPermissions;
}

/** Whether a user has a permission in a folder, or in the tenant when none is given. */
export function may(user: User, permission: string, folder?: Folder): boolean {
  return rightsOf(user, folder)?.includes(permission) !== false;
}

/**
 * The folders that a user is shown: all of the tenant with Units.View, else those in which they have SubFolders.View;
 * `undefined` when they have neither anywhere, which is answered with 403.
 * Source: UiPath swagger 2020.10, `GET /odata/Folders`.
 */
export function foldersShownTo(user: User, folders: Iterable<Folder>): readonly Folder[] | undefined {
  const ofTenant = [...folders].filter(({ tenant }) => tenant.id === user.tenant.id);
  if (may(user, 'Units.View')) return ofTenant;
  const own = ofTenant.filter((folder) => may(user, 'SubFolders.View', folder));
  return own.length > 0 || may(user, 'SubFolders.View') ? own : undefined;
}

/** `undefined` means all. */
function rightsOf(user: User, folder: Folder | undefined): readonly string[] | undefined {
  if (folder === undefined || user.folders === undefined) return user.permissions;
  const rights = membershipsIn(user, folder).map(({ permissions }) => permissions ?? user.permissions);
  return rights.includes(undefined) ? undefined : [...new Set(rights.flatMap((names) => names ?? []))];
}

function membershipsIn({ folders }: User, folder: Folder): NonNullable<User['folders']> {
  const within = `${folder.firstPath.toLowerCase()}/`;
  return folders?.filter(({ path }) => within.startsWith(`${path.toLowerCase()}/`)) ?? [];
}
