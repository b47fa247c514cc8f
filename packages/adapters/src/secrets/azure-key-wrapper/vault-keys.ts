import type { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import type { Result } from '@cuelight/core';
import { createVaultClient, type VaultClient } from '../azure/create-vault-client.js';
import { expected } from '../azure/expected.js';
import type { KeyVaultSettings } from '../azure/key-vault-options.js';
import { loadSdk } from '../azure/load-sdk.js';
import type { VaultRefusal } from '../azure/vault-refusal.js';

/** A version of a key. */
export interface VaultKeyVersion {
  readonly version: string;
  /** Whether it is enabled, and of a kind that can wrap. */
  readonly isUsable: boolean;
}

/** The operations on one key of a vault, each tried until a moment. */
export interface VaultKeys {
  newest(untilMs: number): Promise<Result<VaultKeyVersion, VaultRefusal>>;
  /** All versions. What kind of key they are is not told with them. */
  versions(untilMs: number): Promise<Result<readonly VaultKeyVersion[], VaultRefusal>>;
  wrap(plain: Uint8Array, version: string, untilMs: number): Promise<Result<Uint8Array, VaultRefusal>>;
  unwrap(wrapped: Uint8Array, version: string, untilMs: number): Promise<Result<Uint8Array, VaultRefusal>>;
}

/** What every RSA key of a vault can do, of 2,048 bits and more: it takes up to 190 bytes. */
const algorithm = 'RSA-OAEP-256';

/** A client for each version of a key is kept, for so many versions: those of a rotation. */
const mostClients = 8;

/** A key of a vault by Microsoft's clients. Throws when their package is not installed. */
export async function vaultKeys(settings: KeyVaultSettings, keyName: string): Promise<VaultKeys> {
  const sdk = await loadSdk('Azure Key Vault', '@azure/keyvault-keys@4.10.2', () => import('@azure/keyvault-keys'));
  const { vaultUrl } = settings;
  const keyClient = createVaultClient<KeyClient>(
    settings,
    (credential, options) => new sdk.KeyClient(vaultUrl, credential, options),
  );
  const clients = new Map<string, VaultClient<CryptographyClient>>();

  function clientOf(version: string): VaultClient<CryptographyClient> {
    const id = `${vaultUrl}/keys/${keyName}/${version}`;
    // With a bare id the client would ask for the key first, which takes one more right, and would refuse to unwrap with
    // a version that has expired, which the vault itself allows.
    const key = { id, name: keyName, properties: { name: keyName, vaultUrl, version } };
    const client =
      clients.get(version) ??
      createVaultClient<CryptographyClient>(
        settings,
        (credential, options) => new sdk.CryptographyClient(key, credential, { ...options }),
      );
    const [oldest] = clients.keys();
    if (clients.size >= mostClients && oldest !== undefined && !clients.has(version)) clients.delete(oldest);
    clients.set(version, client);
    return client;
  }

  return {
    newest(untilMs) {
      return keyClient.call(async (client, abortSignal) => {
        const { properties, keyType } = await client.getKey(keyName, { abortSignal });
        const isUsable = properties.enabled !== false && (keyType?.startsWith('RSA') ?? false);
        return { version: expected(properties.version), isUsable };
      }, untilMs);
    },
    versions(untilMs) {
      return keyClient.call(async (client, abortSignal) => {
        const found: VaultKeyVersion[] = [];
        for await (const { version, enabled } of client.listPropertiesOfKeyVersions(keyName, { abortSignal })) {
          found.push({ version: expected(version), isUsable: enabled !== false });
        }
        return found;
      }, untilMs);
    },
    wrap(plain, version, untilMs) {
      return clientOf(version).call(async (client, abortSignal) => {
        const { result } = await client.wrapKey(algorithm, plain, { abortSignal });
        return result;
      }, untilMs);
    },
    unwrap(wrapped, version, untilMs) {
      return clientOf(version).call(async (client, abortSignal) => {
        const { result } = await client.unwrapKey(algorithm, wrapped, { abortSignal });
        return result;
      }, untilMs);
    },
  };
}
