import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import {
  createLocalSecrets,
  createMasterKeys,
  type MasterKeysSource,
  openMasterKeys,
} from '@cuelight/adapters/secrets/local';
import { fail, type MasterKeys, type Result, type SecretReader, type SecretStore, succeed } from '@cuelight/core';
import type { Settings } from '../settings/settings.js';
import { type StartFailure, startFailureOf } from './start-failure.js';

/** The secret backends of the settings, ready to be used. */
export interface SecretBackends {
  readonly stores: ReadonlyMap<string, SecretStore>;
  /** Those that are read from alone. */
  readonly readers: ReadonlyMap<string, SecretReader>;
  /** Where new secrets go. */
  readonly newIn: string;
  /** Those of the backend `local`; absent when it is not among them. */
  readonly masterKeys?: MasterKeys;
}

/**
 * Opens the secret backends that the settings name, and proves that no secret is kept by another one, and that every
 * secret in the database has its master key.
 *
 * @param masterKeysFrom where master keys come from, beside the settings
 */
export async function openSecretBackends(
  { secrets, environment }: Pick<Settings, 'secrets' | 'environment'>,
  persistence: SqlPersistence,
  masterKeysFrom: Omit<MasterKeysSource, 'masterKeyState'>,
): Promise<Result<SecretBackends, StartFailure>> {
  const inUse = await persistence.secretBackendsInUse();
  if (!inUse.ok) return fail(startFailureOf(inUse.failure));
  const names = [secrets.newIn, ...secrets.also];
  const lacking = inUse.value.filter((name) => !names.some((known) => known === name));
  if (lacking.length > 0) return fail(notNamed(lacking));

  const { sealedRecords: records, masterKeyState } = persistence;
  const keyRing = await openMasterKeys({ masterKeyState, ...masterKeysFrom });
  if (!keyRing.ok) return fail(startFailureOf(keyRing.failure));
  const local = createLocalSecrets({ records, masterKeyState, keyRing: keyRing.value });
  return succeed({
    stores: new Map([['local', local]]),
    readers: new Map(environment && [['environment', environment]]),
    newIn: secrets.newIn,
    masterKeys: createMasterKeys({ records, masterKeyState, keyRing: keyRing.value }),
  });
}

function notNamed(backends: readonly string[]): StartFailure {
  return {
    detail: `Secrets are kept by ${backends.join(', ')}, which the settings do not name.`,
    remedy: 'Name it in CUELIGHT_SECRETS_ALSO, or move its secrets first: cuelight secrets move --to <backend>.',
  };
}
