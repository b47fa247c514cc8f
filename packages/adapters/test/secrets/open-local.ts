import { randomBytes } from 'node:crypto';
import type { SecretStore } from '@cuelight/core';
import { createLocalSecrets, type KeyRing, openMasterKeys, parseMasterKeys } from '../../src/secrets/local/index.js';
import { type Migrated, openMigrated } from '../persistence/open-migrated.js';

/** The local backend over a SQLite database. */
export interface Local extends Migrated {
  readonly secrets: SecretStore;
}

/** Opens the local backend over a SQLite database, in memory unless a file is given, with these master keys. */
export async function openLocal(keys = oneMasterKey(), file?: string): Promise<Local> {
  const database = await openMigrated(file);
  return { ...database, secrets: await localSecretsOf(database, keys) };
}

/** The local backend over a database, with these master keys. */
export async function localSecretsOf(database: Migrated, keys = oneMasterKey()): Promise<SecretStore> {
  const opened = await openMasterKeys({ text: keys, ...database.persistence });
  if (!opened.ok) throw new Error(opened.failure.detail);
  return localSecrets(database, opened.value);
}

/** The local backend over a database, without any check of its keys. */
export function localSecrets({ persistence }: Migrated, keyRing: KeyRing): SecretStore {
  return createLocalSecrets({
    records: persistence.sealedRecords,
    masterKeyState: persistence.masterKeyState,
    keyRing,
  });
}

/** A key ring of these keys. */
export function keyRing(text: string): KeyRing {
  const parsed = parseMasterKeys(text);
  if (!parsed.ok) throw new Error(parsed.failure.detail);
  return parsed.value;
}

/** One new master key, as `CUELIGHT_MASTER_KEYS` has it. */
export function oneMasterKey(id = 'k1'): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}
