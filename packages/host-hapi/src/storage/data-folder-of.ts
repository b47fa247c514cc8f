import { dirname } from 'node:path';
import type { DatabaseSetting } from '../settings/settings.js';

/** The folder of the service's own files; undefined where a database is shared, and nothing is kept beside it. */
export function dataFolderOf(database: DatabaseSetting): string | undefined {
  return database.kind === 'sqlite' ? dirname(database.file) : undefined;
}
