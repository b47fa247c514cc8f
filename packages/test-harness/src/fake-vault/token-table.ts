import { randomBytes } from 'node:crypto';

/** How long tokens last, in seconds. */
export interface TokenLife {
  /** Absent, the token lasts for ever. */
  readonly ttlS?: number;
  /** Past which no renewal goes, counted from when it was made. @default 32 days, Vault's own */
  readonly maxTtlS?: number;
  /** @default true */
  readonly renewable?: boolean;
}

/** A token as the fake keeps it. */
export interface VaultToken {
  readonly id: string;
  readonly policies: readonly string[];
  readonly renewable: boolean;
  readonly ttlMs: number | undefined;
  readonly createdMs: number;
  readonly lastMs: number;
  /** Undefined for ever. */
  expiresMs: number | undefined;
}

/** All tokens that are in force. */
export interface TokenTable {
  issue(policies: readonly string[], life: TokenLife): VaultToken;
  /** Undefined when there is no such token, or it is over. */
  find(id: string | undefined): VaultToken | undefined;
  /** Lets it last its time to live once more, as far as its greatest age allows. */
  renew(token: VaultToken): void;
  revoke(id: string): void;
  revokeAll(): void;
  ids(): readonly string[];
  /** Seconds that are left; 0 for one that lasts for ever, as Vault says it. */
  leftS(token: VaultToken): number;
}

const systemMaxTtlS = 32 * 86_400;

/** No tokens yet. */
export function createTokenTable(nowMs: () => number): TokenTable {
  const tokens = new Map<string, VaultToken>();
  const lives = ({ expiresMs }: VaultToken): boolean => expiresMs === undefined || expiresMs > nowMs();

  return {
    issue(policies, { ttlS, maxTtlS = systemMaxTtlS, renewable = true }) {
      const token: VaultToken = {
        id: `hvs.fake-${randomBytes(24).toString('base64url')}`,
        policies,
        renewable: renewable && ttlS !== undefined,
        ttlMs: ttlS === undefined ? undefined : ttlS * 1_000,
        createdMs: nowMs(),
        lastMs: nowMs() + maxTtlS * 1_000,
        expiresMs: ttlS === undefined ? undefined : nowMs() + Math.min(ttlS, maxTtlS) * 1_000,
      };
      tokens.set(token.id, token);
      return token;
    },
    find(id) {
      const token = tokens.get(id ?? '');
      return token !== undefined && lives(token) ? token : undefined;
    },
    renew(token) {
      if (token.ttlMs !== undefined) token.expiresMs = Math.min(nowMs() + token.ttlMs, token.lastMs);
    },
    revoke(id) {
      tokens.delete(id);
    },
    revokeAll() {
      tokens.clear();
    },
    ids: () => [...tokens.values()].filter(lives).map(({ id }) => id),
    leftS: ({ expiresMs }) => (expiresMs === undefined ? 0 : Math.max(Math.floor((expiresMs - nowMs()) / 1_000), 0)),
  };
}
