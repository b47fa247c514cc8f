import type { ApiKey, App, AppChange, Caller, Scope } from '../app/app.js';
import { tokenMarker } from '../app/token-text.js';
import { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { ApiKeyRepository, AppRepository } from '../ports/app-repository.js';
import type { Clock } from '../ports/clock.js';
import { everyPage } from '../ports/every-page.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { ListRequest } from '../ports/list-request.js';
import type { Randomness } from '../ports/randomness.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import { fail, type Result, succeed } from '../result.js';
import type { OpenStreams } from '../watching/open-streams.js';
import type { AppTokens } from './app-tokens.js';

/**
 * Apps and their API keys. Failures: `app-not-found`, `key-not-found`, `storage-unavailable`, `secret-*`.
 */
export interface AdministerApps {
  createApp(input: Pick<App, 'name' | 'origins'>): Promise<Result<App, Failure>>;
  listApps(request: ListRequest): Promise<Result<readonly App[], Failure>>;
  /** Changes the name of an app or the origins of its pages, and answers the app; its keys, processes and streams stay. */
  changeApp(id: string, change: AppChange): Promise<Result<App, Failure>>;
  /** Deletes the app with its keys and references, and ends the streams that tell of it or were opened with its keys. */
  deleteApp(id: string): Promise<Result<void, Failure>>;
  /** Makes a key. The answer holds its text, which is shown this once and kept nowhere. */
  createKey(appId: string, input: { readonly name: string; readonly scope: Scope }): Promise<Result<NewKey, Failure>>;
  listKeys(appId: string, request: ListRequest): Promise<Result<readonly ApiKey[], Failure>>;
  /** Revokes a key at once, with the tokens made with it, and ends the streams that were opened with any of them. */
  deleteKey(appId: string, keyId: string): Promise<Result<void, Failure>>;
  /** Whose key or token this is; undefined when it is nobody's. */
  callerOf(keyText: Secret): Promise<Result<Caller | undefined, Failure>>;
  /** Whether the key is still there that somebody called with before; the operator's own always is. */
  isCurrent(caller: Pick<Caller, 'keyId'>): Promise<Result<boolean, Failure>>;
}

/** A key that was just made. */
export interface NewKey {
  readonly key: ApiKey;
  readonly text: Secret;
}

/** What administering needs. */
export interface AdministerPorts {
  readonly apps: AppRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly openStreams: OpenStreams;
  readonly tokens: Pick<AppTokens, 'callerOf'>;
}

/** What every key begins with, so that a leaked one is recognised by scanners. */
const keyMarker = 'cuelight_';
const keyBytes = 32;

/** Makes the use cases. */
export function createAdministerApps(ports: AdministerPorts): AdministerApps {
  const { apps, apiKeys, serviceSecrets, keyedHash, clock, randomness, openStreams, tokens } = ports;

  const existing = async (appId: string): Promise<Result<App, Failure>> => {
    const found = await apps.find(appId);
    if (!found.ok) return found;
    if (found.value === undefined) return fail({ code: 'app-not-found', detail: `There is no app ${appId}.` });
    return succeed(found.value);
  };

  const hashOf = async (text: Secret): Promise<Result<string, Failure>> => {
    const hashKey = await serviceSecrets.get('api-key-hash');
    return hashKey.ok ? succeed(keyedHash.base64url(hashKey.value, text.reveal(), 32)) : hashKey;
  };

  return {
    async createApp({ name, origins }) {
      const app: App = { id: randomness.id(), name, origins, createdAtMs: clock.nowMs() };
      const inserted = await apps.insert(app);
      return inserted.ok ? succeed(app) : inserted;
    },
    listApps: (request) => apps.list(request),
    async changeApp(id, change) {
      const changed = await apps.change(id, change);
      // Where there is none, that is what is found.
      return changed.ok ? existing(id) : changed;
    },
    async deleteApp(id) {
      const app = await existing(id);
      if (!app.ok) return app;
      const keyIds: string[] = [];
      for await (const page of everyPage((request) => apiKeys.list(id, request))) {
        if (!page.ok) return page;
        keyIds.push(...page.value.map((key) => key.id));
      }
      const deleted = await apps.delete(id);
      if (!deleted.ok) return deleted;
      openStreams.closeOf({ appId: id });
      for (const keyId of keyIds) openStreams.closeOf({ keyId });
      return deleted;
    },
    async createKey(appId, { name, scope }) {
      const app = await existing(appId);
      if (!app.ok) return app;
      const text = new Secret(`${keyMarker}${randomness.secretText(keyBytes)}`);
      const hash = await hashOf(text);
      if (!hash.ok) return hash;
      const key: ApiKey = { id: randomness.id(), appId, name, scope, hash: hash.value, createdAtMs: clock.nowMs() };
      const inserted = await apiKeys.insert(key);
      return inserted.ok ? succeed({ key, text }) : inserted;
    },
    async listKeys(appId, request) {
      const app = await existing(appId);
      return app.ok ? apiKeys.list(appId, request) : app;
    },
    async deleteKey(appId, keyId) {
      const deleted = await apiKeys.delete(appId, keyId);
      if (!deleted.ok) return deleted;
      if (deleted.value) {
        openStreams.closeOf({ keyId });
        return succeed(undefined);
      }
      return fail({ code: 'key-not-found', detail: `App ${appId} has no key ${keyId}.` });
    },
    async callerOf(keyText) {
      if (keyText.reveal().startsWith(tokenMarker)) return tokens.callerOf(keyText);
      if (!keyText.reveal().startsWith(keyMarker)) return succeed(undefined);
      const hash = await hashOf(keyText);
      if (!hash.ok) return hash;
      const found = await apiKeys.findByHash(hash.value);
      if (!found.ok) return found;
      const key = found.value;
      return succeed(key && { scope: key.scope, appId: key.appId, keyId: key.id });
    },
    async isCurrent({ keyId }) {
      if (keyId === undefined) return succeed(true);
      const key = await apiKeys.find(keyId);
      return key.ok ? succeed(key.value !== undefined) : key;
    },
  };
}
