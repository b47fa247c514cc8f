import type { ApiRequest } from '../http/api-request.js';
import { cloudPathOf } from '../http/cloud-path.js';
import type { Site } from '../site.js';
import type { Tenant, User } from '../world/entities.js';
import type { OAuthClient } from '../world/seed-access.js';
import { stableGuid } from '../world/stable-guid.js';
import { defaultScope, grantsOneOf, scopesNeeded } from './scopes.js';

/** Who makes a call: a user, or the account of an application in a tenant, which is nobody's. */
export interface Caller {
  readonly user: User;
  readonly isApplication: boolean;
}

/**
 * Who makes a call; `undefined` without a valid token, and for a user who was deleted (assumed). A user belongs to one tenant, which a path of the cloud has to
 * name if it names any. An application acts in the one that such a path names, or else `X-UIPATH-TenantName`, or else in
 * the first; in one that is not there it is nobody (assumed).
 */
export function callerOf({ sessions, world }: Site, request: ApiRequest): Caller | undefined {
  const session = sessions.of(request.headers.authorization);
  if (session === undefined) return undefined;
  const inPath = cloudPathOf(request.path);
  if (session.kind === 'user') {
    const user = world.users.get(session.user.id);
    if (user === undefined) return undefined;
    return inPath === undefined || isNamed(user.tenant, inPath.tenant) ? { user, isApplication: false } : undefined;
  }
  const named = inPath?.tenant ?? request.headers['x-uipath-tenantname'];
  const tenant = named === undefined ? world.tenants[0] : world.tenants.find((one) => isNamed(one, String(named)));
  if (tenant === undefined) return undefined;
  const needed = scopesNeeded(request.method, inPath?.rest ?? request.path);
  const byRole = Array.isArray(needed) && !grantsOneOf(session.scopes, needed) && session.scopes.includes(defaultScope);
  const id = firstApplicationId + world.oauthClients.indexOf(session.client);
  return { user: accountOf(session.client, id, tenant, byRole), isApplication: true };
}

function isNamed({ name }: Tenant, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

const firstApplicationId = 100_000;

/** With a scope of its own it may do all in every folder; by role, what its roles in the tenant say. */
function accountOf(client: OAuthClient, id: number, tenant: Tenant, byRole: boolean): User {
  const role = client.tenants.find(({ name }) => isNamed(tenant, name));
  const rights = byRole ? (role ?? { permissions: [], folders: [] }) : { permissions: undefined, folders: undefined };
  return {
    id,
    key: stableGuid('application', tenant.name, client.id),
    tenant,
    username: client.id,
    password: '',
    isActive: true,
    permissions: rights.permissions,
    folders: rights.folders,
    bypassBasicAuthRestriction: false,
    personalAccessTokens: [],
    hasUnattendedRobot: false,
    mayChooseRobots: true,
  };
}
