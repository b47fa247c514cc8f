import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import type { MasterKeysSource } from '@cuelight/adapters/secrets/local';
import { fail, type MasterKeys, type Result, type SecretReader, type SecretStore, succeed } from '@cuelight/core';
import type { SecretBackendName } from '../settings/secret-backend-names.js';
import type { Settings } from '../settings/settings.js';
import { type StartFailure, startFailureOf } from '../storage/start-failure.js';
import { type MasterKeyOrigin, openLocal } from './open-local.js';
import { openVault } from './open-vault.js';

/** The secret backends of the settings, ready to be used. */
export interface SecretBackends {
  readonly stores: ReadonlyMap<string, SecretStore>;
  /** Those that are read from alone. */
  readonly readers: ReadonlyMap<string, SecretReader>;
  /** Where new secrets go. */
  readonly newIn: string;
  /** Those of the backend `local`; absent when it is not among them. */
  readonly masterKeys?: MasterKeys;
  /** Where those come from; empty without them. */
  readonly masterKeysFrom: readonly MasterKeyOrigin[];
  /** Closes connections to vaults. */
  close(): Promise<void>;
}

/**
 * Opens the secret backends that the settings name, and proves that no secret is kept by another one, and that every
 * secret in the database has its master key.
 *
 * @param masterKeysFrom where master keys come from, beside the settings
 */
export async function openSecretBackends(
  settings: Pick<Settings, 'secrets' | 'environment' | 'caPem'>,
  persistence: SqlPersistence,
  masterKeysFrom: Omit<MasterKeysSource, 'masterKeyState'>,
): Promise<Result<SecretBackends, StartFailure>> {
  const { secrets, environment } = settings;
  const inUse = await persistence.secretsByBackend();
  if (!inUse.ok) return fail(startFailureOf(inUse.failure));
  const names: readonly SecretBackendName[] = [...new Set([secrets.newIn, ...secrets.also])];
  const lacking = [...inUse.value.keys()].filter((name) => !names.some((known) => known === name));
  if (lacking.length > 0) return fail(notNamed(lacking));

  const stores = new Map<string, SecretStore>();
  const closings: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closing of closings) await closing();
  };
  let masterKeys: MasterKeys | undefined;
  let from: readonly MasterKeyOrigin[] = [];
  for (const name of names) {
    const opened =
      name === 'local' ? await openLocal(settings, persistence, masterKeysFrom) : await openVault(name, settings);
    if (!opened.ok) {
      await close();
      return opened;
    }
    stores.set(name, opened.value.store);
    if ('masterKeys' in opened.value) ({ masterKeys, masterKeysFrom: from } = opened.value);
    if ('close' in opened.value) closings.push(opened.value.close);
  }
  return succeed({
    stores,
    readers: new Map(environment && [['environment', environment]]),
    newIn: secrets.newIn,
    ...(masterKeys !== undefined && { masterKeys }),
    masterKeysFrom: from,
    close,
  });
}

function notNamed(backends: readonly string[]): StartFailure {
  return {
    detail: `Secrets are kept by ${backends.join(', ')}, which the settings do not name.`,
    remedy: 'Name it in CUELIGHT_SECRETS_ALSO, or move its secrets first: cuelight secrets move --to <backend>.',
  };
}
