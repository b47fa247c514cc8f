import { join } from 'node:path';
import { createSqlPersistence, migrate, migrationState, type SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { fail, type Notices, type Result, succeed } from '@cuelight/core';
import { openSecretBackends, type SecretBackends } from '../secret-backends/open-secret-backends.js';
import type { Settings } from '../settings/settings.js';
import { dataFolderOf } from './data-folder-of.js';
import { type Database, openDatabase } from './open-database.js';
import { type StartFailure, startFailureOf } from './start-failure.js';

/** The open database, and the keys to its secrets. */
export interface Storage {
  readonly persistence: SqlPersistence;
  readonly secretBackends: SecretBackends;
  /** The migrations that were made on opening. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Which of the settings storage takes. */
export type StorageSettings = Pick<
  Settings,
  'database' | 'secrets' | 'environment' | 'masterKeys' | 'masterKeysFile' | 'caPem'
>;

/**
 * Opens the database and the master keys, and proves that every stored secret has its key.
 *
 * @param schema whether to bring the schema up to date, or to expect that it is
 * @param notices told of connections that cannot be read
 */
export async function openStorage(
  settings: StorageSettings,
  schema: 'migrate' | 'expect',
  notices?: Notices,
): Promise<Result<Storage, StartFailure>> {
  const database = await openDatabase(settings, schema);
  if (!database.ok) return database;
  const opened = await openWithin(database.value, settings, schema, notices);
  if (!opened.ok) await database.value.close();
  return opened;
}

async function openWithin(
  { knex, close }: Database,
  settings: StorageSettings,
  schema: 'migrate' | 'expect',
  notices: Notices | undefined,
): Promise<Result<Storage, StartFailure>> {
  const migrated = schema === 'migrate' ? await migrate(knex) : await migrationState(knex);
  if (!migrated.ok) return fail(startFailureOf(migrated.failure));
  if ('pending' in migrated.value && migrated.value.pending.length > 0) return fail(notMigrated);
  const persistence = createSqlPersistence(knex, notices);
  const secretBackends = await openSecretBackends(settings, persistence, masterKeysFrom(settings));
  if (!secretBackends.ok) return secretBackends;
  const names = 'pending' in migrated.value ? [] : migrated.value;
  const closeAll = async () => {
    await secretBackends.value.close();
    await close();
  };
  return succeed({ persistence, secretBackends: secretBackends.value, migrated: names, close: closeAll });
}

/** Where the master keys of the settings come from. */
export function masterKeysFrom({ database, masterKeys, masterKeysFile }: StorageSettings) {
  const dataFolder = dataFolderOf(database);
  return {
    ...(dataFolder !== undefined && { ownFile: join(dataFolder, 'master-keys') }),
    ...(masterKeys !== undefined && { text: masterKeys.reveal() }),
    ...(masterKeysFile !== undefined && { file: masterKeysFile }),
  };
}

const notMigrated: StartFailure = {
  detail: 'The schema of the database is not up to date.',
  remedy: 'Run cuelight migrate, or start the service, which does it too.',
};
