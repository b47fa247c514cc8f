import { folderHeaderOf, namesFolder } from '../http/folder-of.js';
import { contextOf } from '../http/odata-list.js';
import { emptyReply, odataReply, type Reply } from '../http/reply.js';
import { type Route, type UserCall, userRoute } from '../http/route.js';
import type { Folder } from '../world/entities.js';
import { permissionsOf } from './permissions.js';

const prefix = '/odata/Users/UiPath.Server.Configuration.OData.';

/** What a user may ask about themselves. Source: UiPath swagger 2020.10. */
export const userRoutes: readonly Route[] = [
  userRoute('GET', `${prefix}GetCurrentUser`, undefined, currentUser),
  userRoute('GET', `${prefix}GetCurrentPermissions`, undefined, (call) =>
    odataReply(200, {
      '@odata.context': contextOf(call, 'UiPath.Server.Configuration.OData.UserPermissionsCollection'),
      UserId: call.user.id,
      Permissions: permissionsOf(call.user, namedFolder(call)),
    }),
  ),
];

/** With a folder header the effective permissions in that folder are told (assumed). */
function namedFolder({ request, site, user }: UserCall): Folder | undefined {
  const header = folderHeaderOf(request.headers, site.profile.folderHeaders);
  return (
    header &&
    [...site.world.folders.values()].find(
      (folder) => folder.tenant.id === user.tenant.id && namesFolder(header, folder),
    )
  );
}

/** An application has no user, which is told by 204. Source: UiPath swagger 2020.10. */
function currentUser(call: UserCall): Reply {
  if (call.isApplication) return emptyReply(204);
  const { id, key, username, tenant, isActive } = call.user;
  return odataReply(200, {
    '@odata.context': `${contextOf(call, 'Users')}/$entity`,
    Name: username,
    Surname: '',
    UserName: username,
    Domain: null,
    FullName: username,
    EmailAddress: null,
    IsActive: isActive,
    Type: 'User',
    TenantId: tenant.id,
    TenancyName: tenant.name,
    TenantDisplayName: tenant.name,
    TenantKey: tenant.key,
    Key: key,
    Id: id,
  });
}
