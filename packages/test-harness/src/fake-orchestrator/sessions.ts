import { randomBytes } from 'node:crypto';
import type { User } from './world/entities.js';
import type { OAuthClient } from './world/seed-access.js';

/** What a bearer token stands for. With `scopes` it is good for these alone; a password login has none, and may do all that its user may. */
export type Session =
  | { readonly kind: 'user'; readonly user: User; readonly scopes: readonly string[] | undefined }
  | { readonly kind: 'application'; readonly client: OAuthClient; readonly scopes: readonly string[] };

/** Who is logged in. */
export interface Sessions {
  /** A new opaque token. It lives for `lifetimeMs`, however much it is used. */
  open(session: Session, lifetimeMs: number): string;
  /** What the valid token of an `Authorization` header stands for. */
  of(authorization: string | undefined): Session | undefined;
}

/**
 * How long the token of a password login lives.
 * Source: UiPath docs, "Authenticating": the default lifetime.
 */
export const loginLifetimeMs = 30 * 60_000;

/**
 * Nobody is logged in yet; the users' personal access tokens are in force.
 * @param users all users
 */
export function createSessions(nowMs: () => number, users: readonly User[]): Sessions {
  const tokens = new Map<string, { readonly session: Session; readonly expiresAtMs: number }>();
  for (const user of users) {
    for (const { token, scopes, expiresInS } of user.personalAccessTokens) {
      tokens.set(token, { session: { kind: 'user', user, scopes }, expiresAtMs: nowMs() + expiresInS * 1000 });
    }
  }

  return {
    open(session, lifetimeMs) {
      const token = randomBytes(32).toString('base64url');
      tokens.set(token, { session, expiresAtMs: nowMs() + lifetimeMs });
      return token;
    },
    of(authorization) {
      const [, token = ''] = /^bearer (\S+)$/i.exec(authorization ?? '') ?? [];
      const known = tokens.get(token);
      return known !== undefined && nowMs() < known.expiresAtMs ? known.session : undefined;
    },
  };
}
