import { dirname, join } from 'node:path';
import { createSqlPersistence, migrate, migrationState, type SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { openSqlite, type SqliteDatabase } from '@cuelight/adapters/persistence/sqlite';
import { type KeyRing, openMasterKeys } from '@cuelight/adapters/secrets/local';
import { fail, type Result, succeed } from '@cuelight/core';
import type { Settings } from '../settings/settings.js';
import { type StartFailure, startFailureOf } from './start-failure.js';

/** The open database, and the keys to its secrets. */
export interface Storage {
  readonly persistence: SqlPersistence;
  readonly keyRing: KeyRing;
  /** The migrations that were made on opening. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Which of the settings storage takes. */
export type StorageSettings = Pick<Settings, 'databaseFile' | 'masterKeys' | 'masterKeysFile'>;

/**
 * Opens the database and the master keys, and proves that every stored secret has its key.
 *
 * @param schema whether to bring the schema up to date, or to expect that it is
 */
export async function openStorage(
  settings: StorageSettings,
  schema: 'migrate' | 'expect',
): Promise<Result<Storage, StartFailure>> {
  const database = await openSqlite({ file: settings.databaseFile });
  if (!database.ok) return fail(startFailureOf(database.failure));
  const opened = await openWithin(database.value, settings, schema);
  if (!opened.ok) await database.value.close();
  return opened;
}

async function openWithin(
  { knex, close }: SqliteDatabase,
  settings: StorageSettings,
  schema: 'migrate' | 'expect',
): Promise<Result<Storage, StartFailure>> {
  const migrated = schema === 'migrate' ? await migrate(knex) : await migrationState(knex);
  if (!migrated.ok) return fail(startFailureOf(migrated.failure));
  if ('pending' in migrated.value && migrated.value.pending.length > 0) return fail(notMigrated);
  const persistence = createSqlPersistence(knex);
  const { masterKeys, masterKeysFile } = settings;
  const keyRing = await openMasterKeys({
    sealedRecords: persistence.sealedRecords,
    masterKeyState: persistence.masterKeyState,
    ownFile: join(dirname(settings.databaseFile), 'master-keys'),
    ...(masterKeys !== undefined && { text: masterKeys.reveal() }),
    ...(masterKeysFile !== undefined && { file: masterKeysFile }),
  });
  if (!keyRing.ok) return fail(startFailureOf(keyRing.failure));
  const names = 'pending' in migrated.value ? [] : migrated.value;
  return succeed({ persistence, keyRing: keyRing.value, migrated: names, close });
}

const notMigrated: StartFailure = {
  detail: 'The database is not there yet, or its schema is not up to date.',
  remedy: 'Run cuelight migrate, or start the service, which does it too.',
};
