import type { JsonObject } from '../json.js';
import type { Site } from '../site.js';
import type { User } from '../world/entities.js';
import type { UserChange } from './admin.js';

/** Changes a user; what they are then, or `undefined` when there is no such user. */
export function changeUser(site: Site, tenant: string, username: string, change: UserChange): JsonObject | undefined {
  const user = userOf(site, tenant, username);
  if (user === undefined) return undefined;
  const { active = user.isActive, password = user.password, permissions = user.permissions, locked } = change;
  site.world.users.set(user.id, { ...user, isActive: active, password, permissions });
  if (locked !== undefined) site.lockout.set(user.key, locked);
  return { UserName: user.username, Key: user.key, Id: user.id, IsActive: active };
}

/** Removes a user. Whether there was one. */
export function removeUser(site: Site, tenant: string, username: string): boolean {
  const user = userOf(site, tenant, username);
  return user !== undefined && site.world.users.delete(user.id);
}

function userOf({ world }: Site, tenantName: string, wanted: string): User | undefined {
  return [...world.users.values()].find(({ tenant, username }) => tenant.name === tenantName && username === wanted);
}
