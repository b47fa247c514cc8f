import { type MysqlDatabase, openMysql } from '@cuelight/adapters/persistence/mysql';
import { openSqlite, type SqliteDatabase } from '@cuelight/adapters/persistence/sqlite';
import { fail, type Result, succeed } from '@cuelight/core';
import type { Settings } from '../settings/settings.js';
import { kindOfFile } from './kind-of-file.js';
import { type StartFailure, startFailureOf } from './start-failure.js';

/** An open database of either kind. */
export type Database = SqliteDatabase | MysqlDatabase;

/**
 * Opens the database of the settings.
 *
 * @param schema whether there may be none yet, or it is expected
 */
export async function openDatabase(
  { database, caPem }: Pick<Settings, 'database' | 'caPem'>,
  schema: 'migrate' | 'expect',
): Promise<Result<Database, StartFailure>> {
  if (database.kind === 'sqlite') return openFile(database.file, schema);
  const opened = await openMysql({ url: database.url.reveal(), ...(caPem !== undefined && { caPem }) });
  return opened.ok ? opened : fail({ code: opened.failure.code, detail: opened.failure.detail, remedy: mendMysql });
}

const mendMysql = 'Check CUELIGHT_DATABASE_URL, and that the server runs and lets its user in; then try again.';

async function openFile(file: string, schema: 'migrate' | 'expect'): Promise<Result<Database, StartFailure>> {
  const kind = await kindOfFile(file);
  // Opening would make one.
  if (kind === 'absent' && schema === 'expect') return fail(notThere(file));
  if (kind === 'foreign') return fail(notADatabase(file));
  const opened = await openSqlite({ file });
  return opened.ok ? succeed(opened.value) : fail(startFailureOf(opened.failure));
}

function notThere(file: string): StartFailure {
  return {
    code: 'storage-unavailable',
    detail: `There is no database ${file}.`,
    remedy:
      'Name the right file in CUELIGHT_DATABASE_URL; or run cuelight migrate or start the service, which make it.',
  };
}

function notADatabase(file: string): StartFailure {
  return {
    code: 'storage-unavailable',
    detail: `The file ${file} is not a Cuelight database.`,
    remedy: 'Name the right file in CUELIGHT_DATABASE_URL, or restore a backup.',
  };
}
