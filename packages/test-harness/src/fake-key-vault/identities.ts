import { randomBytes } from 'node:crypto';
import { type Permission, permissions } from './permission.js';

/** Who may call the vault, with which tokens, and what they may do. */
export interface Identities {
  /** A new token; it lasts so long on the vault's clock. */
  issueToken(identity: string, lifetimeMs: number): { readonly token: string; readonly expiresMs: number };
  /** Makes every token of an identity invalid. */
  revoke(identity: string): void;
  /** Says what an identity may do; before that it may do everything. */
  permit(identity: string, allowed: readonly Permission[]): void;
  /** Whose token an `Authorization` header carries; undefined when it is unknown or over. */
  identityOf(authorization: string | undefined): string | undefined;
  may(identity: string, permission: Permission): boolean;
}

/** Nobody yet. */
export function createIdentities(nowMs: () => number): Identities {
  const tokens = new Map<string, { readonly identity: string; readonly expiresMs: number }>();
  const allowedTo = new Map<string, readonly Permission[]>();

  return {
    issueToken(identity, lifetimeMs) {
      const token = `fake-vault-token-${randomBytes(24).toString('hex')}`;
      const expiresMs = nowMs() + lifetimeMs;
      tokens.set(token, { identity, expiresMs });
      return { token, expiresMs };
    },
    revoke(identity) {
      for (const [token, known] of tokens) if (known.identity === identity) tokens.delete(token);
    },
    permit(identity, allowed) {
      allowedTo.set(identity, [...allowed]);
    },
    identityOf(authorization) {
      const known = tokens.get(/^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
      return known !== undefined && known.expiresMs > nowMs() ? known.identity : undefined;
    },
    may: (identity, permission) => (allowedTo.get(identity) ?? permissions).includes(permission),
  };
}
