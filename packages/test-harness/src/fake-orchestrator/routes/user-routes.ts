import { contextOf } from '../http/odata-list.js';
import { odataReply, type Reply } from '../http/reply.js';
import { type Route, type UserCall, userRoute } from '../http/route.js';
import { allPermissions } from './permissions.js';

const prefix = '/odata/Users/UiPath.Server.Configuration.OData.';

/** What a user may ask about themselves. Source: UiPath swagger 2020.10. */
export const userRoutes: readonly Route[] = [
  userRoute('GET', `${prefix}GetCurrentUser`, undefined, currentUser),
  userRoute('GET', `${prefix}GetCurrentPermissions`, undefined, (call) =>
    odataReply(200, {
      '@odata.context': contextOf(call, 'UiPath.Server.Configuration.OData.UserPermissionsCollection'),
      UserId: call.user.id,
      Permissions: call.user.permissions ?? allPermissions,
    }),
  ),
];

function currentUser(call: UserCall): Reply {
  const { id, key, username, tenant } = call.user;
  return odataReply(200, {
    '@odata.context': `${contextOf(call, 'Users')}/$entity`,
    Name: username,
    Surname: '',
    UserName: username,
    Domain: null,
    FullName: username,
    EmailAddress: null,
    IsActive: true,
    Type: 'User',
    TenantId: tenant.id,
    TenancyName: tenant.name,
    TenantDisplayName: tenant.name,
    TenantKey: tenant.key,
    Key: key,
    Id: id,
  });
}
