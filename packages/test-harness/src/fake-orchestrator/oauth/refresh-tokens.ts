import { randomBytes } from 'node:crypto';
import type { User } from '../world/entities.js';
import type { OAuthClient } from '../world/seed-access.js';

/** What a user consented to, for one application. */
export interface Consent {
  readonly client: OAuthClient;
  readonly user: User;
  readonly scopes: readonly string[];
}

/** Refresh tokens, each good for one use. Of all that came one out of another, at most one is good at any time. */
export interface RefreshTokens {
  /** What a token stands for, if it is good and belongs to that application. */
  consentOf(token: string, client: OAuthClient): Consent | undefined;
  /** Uses up a good token and gives the one that takes its place. */
  rotate(token: string, consent: Consent): string;
}

/** Source: UiPath docs, "Accessing UiPath resources using external applications": 60 days, single use. Each has its own 60 days (assumed). */
const lifetimeMs = 60 * 86_400_000;

/** The refresh tokens that the applications have from the start. */
export function createRefreshTokens(
  nowMs: () => number,
  clients: readonly OAuthClient[],
  users: readonly User[],
): RefreshTokens {
  const good = new Map<string, { readonly consent: Consent; readonly expiresAtMs: number }>();
  const keep = (token: string, consent: Consent): void => {
    good.set(token, { consent, expiresAtMs: nowMs() + lifetimeMs });
  };
  for (const client of clients) {
    for (const { token, tenant, username } of client.refreshTokens) {
      const tenantName = tenant ?? users[0]?.tenant.name ?? '';
      const user = users.find((one) => sameName(one.tenant.name, tenantName) && sameName(one.username, username));
      if (user !== undefined) keep(token, { client, user, scopes: client.userScopes });
    }
  }

  return {
    consentOf(token, client) {
      const known = good.get(token);
      return known?.consent.client.id === client.id && nowMs() < known.expiresAtMs ? known.consent : undefined;
    },
    rotate(token, consent) {
      const next = randomBytes(32).toString('hex').toUpperCase();
      good.delete(token);
      keep(next, consent);
      return next;
    },
  };
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
