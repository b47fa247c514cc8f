import { join } from 'node:path';
import { createSqlPersistence, type SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { openSqlite, type SqliteDatabase } from '@cuelight/adapters/persistence/sqlite';

/** The database of a data folder, past the service; it closes when the work is done. */
export async function inDatabase<T>(
  dataFolder: string,
  work: (persistence: SqlPersistence, knex: SqliteDatabase['knex']) => Promise<T>,
): Promise<T> {
  const database = await openSqlite({ file: join(dataFolder, 'cuelight.db') });
  if (!database.ok) throw new Error(database.failure.detail);
  try {
    return await work(createSqlPersistence(database.value.knex), database.value.knex);
  } finally {
    await database.value.close();
  }
}
