import { randomUUID } from 'node:crypto';
import type { TokenLife } from './token-table.js';

/** A role that a machine signs in as. */
export interface AppRole extends TokenLife {
  readonly policies: readonly string[];
  /** How often a secret id may be used; without end when absent. */
  readonly secretIdUses?: number;
}

/** All roles. */
export interface AppRoles {
  /** Makes a role with a secret id. */
  add(role: AppRole): { readonly roleId: string; readonly secretId: string };
  /** The role, if both ids are right; it uses up one of the uses. */
  signIn(roleId: unknown, secretId: unknown): AppRole | undefined;
  /** Makes every secret id of a role invalid. */
  dropSecretIds(roleId: string): void;
}

/** No roles yet. */
export function createAppRoles(): AppRoles {
  const roles = new Map<string, { readonly role: AppRole; readonly usesLeft: Map<string, number> }>();
  return {
    add(role) {
      const [roleId, secretId] = [randomUUID(), randomUUID()];
      roles.set(roleId, { role, usesLeft: new Map([[secretId, role.secretIdUses ?? Number.POSITIVE_INFINITY]]) });
      return { roleId, secretId };
    },
    signIn(roleId, secretId) {
      const found = roles.get(String(roleId));
      const left = found?.usesLeft.get(String(secretId)) ?? 0;
      if (found === undefined || left === 0) return undefined;
      found.usesLeft.set(String(secretId), left - 1);
      return found.role;
    },
    dropSecretIds(roleId) {
      roles.get(roleId)?.usesLeft.clear();
    },
  };
}
