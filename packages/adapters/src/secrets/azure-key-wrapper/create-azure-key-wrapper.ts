import { createHash, timingSafeEqual } from 'node:crypto';
import { type Clock, type Failure, type FailureCode, fail, type Result, succeed } from '@cuelight/core';
import { type KeyVaultOptions, keyVaultSettings } from '../azure/key-vault-options.js';
import { vaultFailure } from '../azure/vault-failure.js';
import { isNotFound, type VaultRefusal } from '../azure/vault-refusal.js';
import type { KeyWrapper } from '../local/key-wrapper.js';
import { createDataKeyCache } from './data-key-cache.js';
import { vaultKeys } from './vault-keys.js';

/** Which key of which vault wraps. */
export interface AzureKeyWrapperOptions extends KeyVaultOptions {
  /** The name of an RSA key of 2,048 bits or more, in software or an HSM. */
  readonly keyName: string;
  /** How long an unwrapped data key is kept in memory, in milliseconds; 0 keeps none. @default 300,000 */
  readonly keepMs?: number;
  /** How many are kept at most. @default 1,000 */
  readonly mostKept?: number;
  /** By which they leave. */
  readonly clock: Clock;
}

/** A key of a Key Vault as the master keys of the backend `local`: each version of it is one, and its id is the version. */
export interface AzureKeyWrapper extends KeyWrapper {
  /**
   * The id of the newest version: what to make the key that encrypts, on a new database or to rotate. Failures:
   * `master-key-missing` when there is no such key, or its newest version is disabled or no RSA key; `secret-unavailable`.
   */
  newestKeyId(): Promise<Result<string, Failure>>;
  /** The ids of all versions that are enabled, in any order. Failures: `secret-unavailable`. */
  keyIds(): Promise<Result<readonly string[], Failure>>;
}

/**
 * Wraps data keys with a key that never leaves its vault. What is wrapped is the data key and a hash of what it is bound
 * to, since RSA-OAEP binds to nothing by itself. Needs the rights `keys/wrapKey` and `keys/unwrapKey`; `newestKeyId` needs
 * `keys/get`, `keyIds` needs `keys/list`. Throws when the package `@azure/keyvault-keys` is not installed, or an option is malformed.
 */
export async function createAzureKeyWrapper(options: AzureKeyWrapperOptions): Promise<AzureKeyWrapper> {
  const { keyName, clock, keepMs = 300_000, mostKept = 1_000 } = options;
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(keyName)) throw new TypeError(`${keyName} is not the name of a key.`);
  const settings = keyVaultSettings(options);
  const { vaultUrl, timeoutMs, nowMs } = settings;
  const vault = await vaultKeys(settings, keyName);
  const cache = createDataKeyCache({ mostKept, keepMs, clock });
  const until = () => nowMs() + timeoutMs;

  return {
    async wrap(dataKey, boundTo, keyId) {
      if (!keyIdPattern.test(keyId)) return refuse('master-key-missing', `has no version ${keyId}`);
      const plain = Buffer.concat([dataKey, hashOf(boundTo)]);
      try {
        const wrapped = await vault.wrap(plain, keyId, until());
        return wrapped.ok ? wrapped : fail(told(wrapped.failure, keyId, 'wrap'));
      } finally {
        plain.fill(0);
      }
    },

    async unwrap(wrappedKey, boundTo, keyId) {
      if (!keyIdPattern.test(keyId)) return refuse('master-key-missing', `has no version ${keyId}`);
      const wrapped = { keyId, wrappedKey, boundTo };
      const known = cache.get(wrapped);
      if (known !== undefined) return succeed(known);
      const plain = await vault.unwrap(wrappedKey, keyId, until());
      if (!plain.ok) {
        return plain.failure.status === 400
          ? refuse('secret-unreadable', 'does not unwrap a data key')
          : fail(told(plain.failure, keyId, 'unwrap'));
      }
      const dataKey = boundDataKey(plain.value, boundTo);
      plain.value.fill(0);
      if (dataKey === undefined)
        return refuse('secret-unreadable', 'unwraps a data key that is bound to another record');
      if (keepMs > 0) cache.keep(wrapped, dataKey);
      return succeed(dataKey);
    },

    async newestKeyId() {
      const newest = await vault.newest(until());
      if (!newest.ok) return fail(told(newest.failure, undefined, 'get'));
      const { version, isUsable } = newest.value;
      return isUsable
        ? succeed(version)
        : refuse('master-key-missing', `cannot wrap: its newest version ${version} is disabled, or no RSA key`);
    },

    async keyIds() {
      const versions = await vault.versions(until());
      if (versions.ok) return succeed(versions.value.filter(({ isUsable }) => isUsable).map(({ version }) => version));
      return isNotFound(versions.failure) ? succeed([]) : fail(told(versions.failure, undefined, 'list'));
    },
  };

  function refuse(code: FailureCode, what: string): Result<never, Failure> {
    return fail({ code, detail: `The key ${keyName} of ${new URL(vaultUrl).host} ${what}.` });
  }

  function told(refusal: VaultRefusal, keyId: string | undefined, work: 'wrap' | 'unwrap' | 'get' | 'list'): Failure {
    if (isNotFound(refusal)) {
      const what = keyId === undefined ? 'is not there' : `has no version ${keyId}`;
      return { code: 'master-key-missing', detail: `The key ${keyName} of ${new URL(vaultUrl).host} ${what}.` };
    }
    const isOnKey = work === 'get' || work === 'list';
    const doing = isOnKey ? `find the key ${keyName}` : `${work} a data key with the key ${keyName}`;
    const right = isOnKey ? `keys/${work}` : `keys/${work}Key`;
    return vaultFailure(refusal, { vaultUrl, doing, needs: right });
  }
}

/** A version of a key of a vault: it fits where ids of master keys are stored, 32 characters. */
const keyIdPattern = /^[0-9a-f]{32}$/;
const dataKeyBytes = 32;

function hashOf(boundTo: Uint8Array): Buffer {
  return createHash('sha256').update(boundTo).digest();
}

function boundDataKey(plain: Uint8Array, boundTo: Uint8Array): Uint8Array | undefined {
  const expected = hashOf(boundTo);
  const bound = plain.subarray(dataKeyBytes);
  const isBound = bound.length === expected.length && timingSafeEqual(bound, expected);
  return isBound ? Uint8Array.from(plain.subarray(0, dataKeyBytes)) : undefined;
}
