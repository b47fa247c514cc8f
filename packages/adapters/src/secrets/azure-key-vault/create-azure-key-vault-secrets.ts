import {
  type Failure,
  type FailureCode,
  fail,
  type Result,
  type SecretBinding,
  type SecretRef,
  type SecretStore,
  succeed,
} from '@cuelight/core';
import { type KeyVaultOptions, keyVaultSettings } from '../azure/key-vault-options.js';
import { vaultFailure } from '../azure/vault-failure.js';
import { isNotFound, type VaultRefusal } from '../azure/vault-refusal.js';
import { keptValue, mostValueBytes, openKeptValue } from './kept-value.js';
import { createRemoval } from './removal.js';
import { fields, isSecretName, prefixPattern, secretName } from './secret-name.js';
import { vaultSecrets } from './vault-secrets.js';

/** What the backend `azure-key-vault` needs. */
export interface AzureKeyVaultSecretsOptions extends KeyVaultOptions {
  /**
   * What the names of all secrets begin with: 1 to 24 lower-case letters and digits, a letter first. Two services on one
   * vault need two. @default cuelight
   */
  readonly prefix?: string;
  /**
   * Whether what is deleted is purged too, which takes the permission `secrets/purge`. If not, or where that is refused, the
   * vault keeps it, deleted and disabled, as long as it was set to. @default false
   */
  readonly purges?: boolean;
}

/**
 * The backend `azure-key-vault`: one secret of the vault for each field of an owner, a version of it for each put. A
 * version is deleted by disabling it, since a vault deletes none; with the last, the secret itself is deleted. Every failure
 * of the vault but "not found" is `secret-unavailable`. Throws when the package `@azure/keyvault-secrets` is not installed,
 * or an option is malformed.
 */
export async function createAzureKeyVaultSecrets(options: AzureKeyVaultSecretsOptions): Promise<SecretStore> {
  const { prefix = 'cuelight', purges = false } = options;
  if (!prefixPattern.test(prefix)) throw new TypeError(`${prefix} cannot be what the names of secrets begin with.`);
  const settings = keyVaultSettings(options);
  const { vaultUrl, timeoutMs, nowMs, pause } = settings;
  const vault = await vaultSecrets(settings);
  const removal = createRemoval({ vault, settings, purges });

  const until = () => nowMs() + timeoutMs;
  const isOurs = ({ name, version }: SecretRef) => isSecretName(prefix, name) && /^[0-9a-f]{32}$/.test(version);

  return {
    async read(ref, binding) {
      if (ref.backend !== backend) return fail(notOurs(ref));
      if (!isOurs(ref)) return refuse('secret-missing', binding, 'is not there');
      const got = await vault.get(ref.name, ref.version, until());
      if (!got.ok) {
        return isGone(got.failure)
          ? refuse('secret-missing', binding, 'is not there')
          : fail(vaultFailure(got.failure, { vaultUrl, doing: 'read a secret', needs: 'secrets/get' }));
      }
      const secret = openKeptValue(got.value, binding);
      return secret === undefined ? refuse('secret-unreadable', binding, 'does not open') : succeed(secret);
    },

    async put(binding, secret) {
      const name = secretName(prefix, binding);
      const value = keptValue(binding, secret);
      if (Buffer.byteLength(value) > mostValueBytes) {
        return refuse('secret-unavailable', binding, 'is longer than the 25 kB that a Key Vault keeps');
      }
      const untilMs = until();
      for (;;) {
        const added = await vault.set(name, value, untilMs);
        if (added.ok) return succeed({ backend, name, version: added.value });
        if (added.failure.status !== 409) {
          return fail(vaultFailure(added.failure, { vaultUrl, doing: 'store a secret', needs: 'secrets/set' }));
        }
        const cleared = await removal.clearTheWay(name, added.failure, untilMs);
        if (!cleared.ok) return cleared;
        if (nowMs() + transitionPauseMs >= untilMs) return fail(inTransition(vaultUrl));
        await pause(transitionPauseMs);
      }
    },

    async delete(ref) {
      if (ref.backend !== backend) return fail(notOurs(ref));
      return isOurs(ref) ? removal.removeVersion(ref.name, ref.version, until()) : succeed(undefined);
    },

    async deleteOthers(of, kept) {
      const name = secretName(prefix, of);
      const versions = kept.filter((ref) => ref.backend === backend && ref.name === name).map(({ version }) => version);
      return removal.removeOthers(name, versions, until());
    },

    async deleteAll(owner) {
      const untilMs = until();
      const removed = await Promise.all(
        fields.map((field) => removal.removeAll(secretName(prefix, { owner, field }), untilMs)),
      );
      return removed.find(({ ok }) => !ok) ?? succeed(undefined);
    },
  };
}

const backend = 'azure-key-vault';

/** A vault takes seconds to delete or recover a secret; how long to wait before looking again. */
const transitionPauseMs = 500;

/** Not there, or disabled, which is how versions are deleted. Nothing else is taken for it, above all not "forbidden". */
function isGone(refusal: VaultRefusal): boolean {
  return isNotFound(refusal) || (refusal.status === 403 && refusal.reason === 'SecretDisabled');
}

function refuse(code: FailureCode, { owner, field }: SecretBinding, what: string): Result<never, Failure> {
  return fail({ code, detail: `The ${field} of ${owner} ${what}.` });
}

function notOurs(ref: SecretRef): Failure {
  return { code: 'secret-unavailable', detail: `The secret is kept by the backend ${ref.backend}, not by ${backend}.` };
}

function inTransition(vaultUrl: string): Failure {
  return {
    code: 'secret-unavailable',
    detail: `The Key Vault ${new URL(vaultUrl).host} is still deleting or recovering the secret of that name.`,
    retryAfterMs: 10_000,
  };
}
