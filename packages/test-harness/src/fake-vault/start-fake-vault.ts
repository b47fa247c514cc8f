import { startFakeServer } from '../fake-server/start-fake-server.js';
import type { TlsMode } from '../tls/tls-mode.js';
import type { FakeVaultAdmin } from './admin.js';
import { answerVault, type VaultSite } from './answer-vault.js';
import { createAppRoles } from './app-roles.js';
import { createKvEngine } from './kv-engine.js';
import { createTokenTable } from './token-table.js';
import { refused } from './vault-reply.js';

/** How a fake Vault is to be. */
export interface FakeVaultOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Which certificate it shows. @default 'ca' */
  readonly tls?: TlsMode;
  /** Where its KV engine is mounted. @default 'secret' */
  readonly mount?: string;
  /** The namespace that everything is in; the root when absent. */
  readonly namespace?: string;
  /** Versions kept of each secret; Vault's 10 when absent. */
  readonly maxVersions?: number;
  /** Whether every write has to say which version it replaces. @default false */
  readonly casRequired?: boolean;
  /** After which time each version is deleted by itself; never when absent. */
  readonly deleteVersionAfterMs?: number;
  /** Milliseconds since 1970, which tokens and versions are measured by. @default the system's */
  readonly nowMs?: () => number;
}

/** A running fake. */
export interface FakeVault {
  /** The value of `VAULT_ADDR`: `https://localhost:<port>`. */
  readonly url: string;
  /** The certificate of its own CA, PEM. */
  readonly caPem: string;
  readonly admin: FakeVaultAdmin;
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a fake of HashiCorp Vault, or OpenBao, on the loopback address: HTTPS, tokens, AppRole, policies and a KV
 * engine of version 2, all in memory. `LIST` is asked for as `GET` with `list=true`, since Node's HTTP server knows no
 * other way; Vault takes both.
 */
export async function startFakeVault(options: FakeVaultOptions = {}): Promise<FakeVault> {
  const { nowMs = Date.now, maxVersions = 0, casRequired = false, deleteVersionAfterMs } = options;
  const settings = { maxVersions, casRequired, ...(deleteVersionAfterMs !== undefined && { deleteVersionAfterMs }) };
  const site: VaultSite = {
    nowMs,
    mount: options.mount ?? 'secret',
    kv: createKvEngine(nowMs, settings),
    tokens: createTokenTable(nowMs),
    roles: createAppRoles(),
    policies: new Map(),
    namespace: options.namespace ?? '',
    state: { kind: 'active' },
  };
  const server = await startFakeServer({
    nameOf: ({ method, path, query }) => `${method} ${path}${query.size === 0 ? '' : `?${query}`}`,
    answer: (request) => answerVault(site, request),
    refuse: (status) => refused(status, 'internal error'),
    ...(options.port !== undefined && { port: options.port }),
    ...(options.tls !== undefined && { tls: options.tls }),
  });
  const { kv, tokens, roles, policies } = site;

  return {
    url: server.url,
    caPem: server.caPem,
    close: server.close,
    admin: {
      rootToken: tokens.issue(['root'], {}).id,
      putPolicy(name, rules) {
        policies.set(name, rules);
      },
      createToken: (granted, life = {}) => tokens.issue(granted, life).id,
      createRole: roles.add,
      dropSecretIds: roles.dropSecretIds,
      revokeToken: tokens.revoke,
      revokeAllTokens: tokens.revokeAll,
      tokens: tokens.ids,
      setState(state) {
        site.state = state;
      },
      addFault: server.faults.add,
      clearFaults: server.faults.clear,
      requests: server.requests,
      paths: kv.paths,
      valueAt(path) {
        const entry = kv.find(path);
        return entry?.versions.get(entry.current)?.data;
      },
      write(path, data) {
        kv.write(path, data, kv.find(path)?.current ?? 0);
      },
      softDelete(path) {
        const entry = kv.find(path);
        const newest = entry?.versions.get(entry.current);
        if (newest !== undefined) newest.deletedMs = nowMs();
      },
      forget: kv.forget,
    },
  };
}
