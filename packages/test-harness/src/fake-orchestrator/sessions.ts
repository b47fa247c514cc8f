import { randomBytes } from 'node:crypto';
import type { User } from './world/entities.js';

/** Who is logged in. */
export interface Sessions {
  /** A new opaque token for a user. It lives for 30 minutes, however much it is used. */
  open(user: User): string;
  /** The user whose valid token an `Authorization` header carries. */
  userOf(authorization: string | undefined): User | undefined;
}

/** Source: UiPath docs, "Authenticating": the default lifetime. */
const lifetimeMs = 30 * 60_000;

/** Nobody is logged in yet. */
export function createSessions(nowMs: () => number): Sessions {
  const tokens = new Map<string, { readonly user: User; readonly expiresAtMs: number }>();

  return {
    open(user) {
      const token = randomBytes(32).toString('base64url');
      tokens.set(token, { user, expiresAtMs: nowMs() + lifetimeMs });
      return token;
    },
    userOf(authorization) {
      const [, token = ''] = /^bearer (\S+)$/i.exec(authorization ?? '') ?? [];
      const session = tokens.get(token);
      return session !== undefined && nowMs() < session.expiresAtMs ? session.user : undefined;
    },
  };
}
