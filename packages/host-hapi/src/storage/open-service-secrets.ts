import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import {
  fail,
  type Result,
  type ServiceSecretName,
  type ServiceSecrets,
  serviceSecretNames,
  succeed,
} from '@cuelight/core';
import { type StartFailure, startFailureOf } from './start-failure.js';

/**
 * Reads the service's own secrets, making those there are not yet: without them no API key could be verified. Proves the
 * master key also in a database that was used before it knew its keys by check values.
 */
export async function openServiceSecrets(
  serviceSecrets: ServiceSecrets,
  persistence: SqlPersistence,
): Promise<Result<void, StartFailure>> {
  for (const name of serviceSecretNames) {
    const secret = await serviceSecrets.get(name);
    if (secret.ok) continue;
    const { code } = secret.failure;
    if (code !== 'secret-unreadable' && code !== 'secret-damaged') return fail(startFailureOf(secret.failure));
    return fail({
      detail: `The master key ${await keyIdOf(name, persistence)} does not open this database: another key sealed its secrets, or they were altered.`,
      remedy:
        'Give the key that this database was used with, or restore it from the backup of the keys. If it is that key, restore a backup of the database.',
    });
  }
  return succeed(undefined);
}

async function keyIdOf(name: ServiceSecretName, { serviceSecretRows, sealedRecords }: SqlPersistence): Promise<string> {
  const ref = await serviceSecretRows.find(name);
  if (!ref.ok || ref.value === undefined) return '';
  const record = await sealedRecords.find(ref.value.name, ref.value.version);
  return record.ok ? (record.value?.masterKeyId ?? '') : '';
}
