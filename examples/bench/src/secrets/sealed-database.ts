import { randomBytes } from 'node:crypto';
import { createSqlPersistence, migrate } from '@cuelight/adapters/persistence/sql';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { createLocalSecrets, type KeyRing, parseMasterKeys, type SealedRecord } from '@cuelight/adapters/secrets/local';
import {
  type ConnectionTarget,
  credentialToText,
  parseOrchestratorUrl,
  Secret,
  type SecretRef,
  succeed,
} from '@cuelight/core';
import { valueIn } from '../value-in.js';

/** Two master keys, `k1` and `k2`, as a setting has them. */
export function twoMasterKeys(): string {
  return ['k1', 'k2'].map((id) => `${id}:${randomBytes(32).toString('base64')}`).join(',');
}

/** Reads master keys as a setting has them. */
export function keyRingFrom(text: string): KeyRing {
  const ring = parseMasterKeys(text);
  if (!ring.ok) throw new Error(ring.failure.detail);
  return ring.value;
}

/**
 * Makes a database of connections, each with a credential that the backend `local` has sealed under the key `k1`, and
 * closes it. Answers the ids in their order.
 */
export async function makeSealedDatabase(
  file: string,
  keyRing: KeyRing,
  count: number,
  orchestratorUrl = 'https://orchestrator.example',
): Promise<readonly string[]> {
  const { knex, close } = valueIn(await openSqlite({ file }));
  valueIn(await migrate(knex));
  const { connections, masterKeyState, sealedRecords } = createSqlPersistence(knex);
  valueIn(await masterKeyState.activateIfNone('k1'));
  const sealed: SealedRecord[] = [];
  const secrets = createLocalSecrets({
    keyRing,
    masterKeyState: { activeKeyId: async () => succeed('k1') },
    // Kept back, since one by one each would be on the disk before the next.
    records: { ...sealedRecords, insert: async (record) => succeed(void sealed.push(record)) },
  });
  const url = parseOrchestratorUrl(orchestratorUrl);
  if (!url.ok) throw new Error(url.failure);
  const target: ConnectionTarget = { orchestratorUrl: url.value, tenant: 'Default' };
  const origins = [new URL(orchestratorUrl).origin];
  const ids = Array.from({ length: count }, (_, number) => idOf(number));
  const credentials: SecretRef[] = [];
  for (const id of ids) {
    const text = credentialToText({ kind: 'password', username: 'admin', password: new Secret(`password of ${id}`) });
    credentials.push(valueIn(await secrets.put({ owner: id, field: 'credential', origins }, text)));
  }
  const [first, firstId] = [credentials[0], ids[0]];
  if (first === undefined || firstId === undefined) throw new Error('there is no connection to make');
  valueIn(
    await connections.insert({
      id: firstId,
      name: 'Finance Orchestrator',
      target,
      status: 'verified',
      credential: first,
      subscription: { kind: 'polling', why: 'no-public-url' },
      createdAtMs: 1_795_424_400_000,
      revision: 1,
    }),
  );
  const row = await knex('connections').first();
  const others = credentials.slice(1).map(({ name, version }, index) => ({
    ...row,
    id: ids[index + 1],
    credential_name: name,
    credential_version: version,
  }));
  // Small batches, since SQLite takes so many values in one statement and no more.
  await knex.batchInsert('connections', others, 200);
  const rows = sealed.map(({ masterKeyId, ...others }) => ({ ...others, master_key_id: masterKeyId }));
  await knex.batchInsert('sealed_records', rows, 500);
  await close();
  return ids;
}

/** As `uuidV7` makes them, in order. */
function idOf(number: number): string {
  return `01936e2a-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
