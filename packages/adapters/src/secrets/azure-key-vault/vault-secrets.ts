import type { SecretClient } from '@azure/keyvault-secrets';
import { type Result, succeed } from '@cuelight/core';
import { createVaultClient } from '../azure/create-vault-client.js';
import { expected } from '../azure/expected.js';
import type { KeyVaultSettings } from '../azure/key-vault-options.js';
import { loadSdk } from '../azure/load-sdk.js';
import { isNotFound, type VaultRefusal } from '../azure/vault-refusal.js';

/** One version, without its value. */
export interface VaultVersion {
  readonly version: string;
  readonly isEnabled: boolean;
}

/** The operations on the secrets of a vault, each tried until a moment. */
export interface VaultSecrets {
  get(name: string, version: string, untilMs: number): Promise<Result<string, VaultRefusal>>;
  /** Adds a version and answers which. If the answer is lost, it may be there all the same. */
  set(name: string, value: string, untilMs: number): Promise<Result<string, VaultRefusal>>;
  disable(name: string, version: string, untilMs: number): Promise<Result<unknown, VaultRefusal>>;
  /** All versions, enabled or not. None when there is no such secret. */
  versions(name: string, untilMs: number): Promise<Result<readonly VaultVersion[], VaultRefusal>>;
  /** Deletes a secret with all versions, and answers whether the newest was enabled. */
  remove(name: string, untilMs: number): Promise<Result<boolean, VaultRefusal>>;
  /** Whether the newest version of a deleted secret is enabled. */
  removed(name: string, untilMs: number): Promise<Result<boolean, VaultRefusal>>;
  recover(name: string, untilMs: number): Promise<Result<unknown, VaultRefusal>>;
  purge(name: string, untilMs: number): Promise<Result<unknown, VaultRefusal>>;
}

/** The secrets of a vault by Microsoft's client. Throws when its package is not installed. */
export async function vaultSecrets(settings: KeyVaultSettings): Promise<VaultSecrets> {
  const sdk = await loadSdk(
    'Azure Key Vault',
    '@azure/keyvault-secrets@4.11.2',
    () => import('@azure/keyvault-secrets'),
  );
  const { call } = createVaultClient<SecretClient>(
    settings,
    (credential, options) => new sdk.SecretClient(settings.vaultUrl, credential, options),
  );

  return {
    async get(name, version, untilMs) {
      return call(async (client, abortSignal) => {
        const { value } = await client.getSecret(name, { version, abortSignal });
        return expected(value);
      }, untilMs);
    },
    set(name, value, untilMs) {
      return call(
        async (client, abortSignal) => {
          const { properties } = await client.setSecret(name, value, { contentType: 'application/json', abortSignal });
          return expected(properties.version);
        },
        untilMs,
        false,
      );
    },
    disable(name, version, untilMs) {
      return call(
        (client, abortSignal) => client.updateSecretProperties(name, version, { enabled: false, abortSignal }),
        untilMs,
      );
    },
    async versions(name, untilMs) {
      const listed = await call(async (client, abortSignal) => {
        const found: VaultVersion[] = [];
        for await (const { version, enabled } of client.listPropertiesOfSecretVersions(name, { abortSignal })) {
          found.push({ version: expected(version), isEnabled: enabled !== false });
        }
        return found;
      }, untilMs);
      return !listed.ok && isNotFound(listed.failure) ? succeed([]) : listed;
    },
    remove(name, untilMs) {
      return call(async (client, abortSignal) => {
        const poller = await client.beginDeleteSecret(name, { abortSignal });
        return poller.getOperationState().result?.properties.enabled !== false;
      }, untilMs);
    },
    removed(name, untilMs) {
      return call(async (client, abortSignal) => {
        const { properties } = await client.getDeletedSecret(name, { abortSignal });
        return properties.enabled !== false;
      }, untilMs);
    },
    recover(name, untilMs) {
      return call((client, abortSignal) => client.beginRecoverDeletedSecret(name, { abortSignal }), untilMs);
    },
    purge(name, untilMs) {
      return call((client, abortSignal) => client.purgeDeletedSecret(name, { abortSignal }), untilMs);
    },
  };
}
