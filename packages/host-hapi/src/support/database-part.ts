import type { RowCounts, SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { succeed } from '@cuelight/core';
import type { DatabaseSetting } from '../settings/settings.js';
import type { FailedPart, Part } from './part.js';

/** Where the schema of the database stands, and how many rows it has. */
export type DatabasePart = {
  readonly kind: DatabaseSetting['kind'];
  readonly schema: {
    readonly version: string;
    readonly applied: number;
    readonly pending: readonly string[];
    readonly unknown: readonly string[];
  };
  readonly rows: { readonly [Name in keyof RowCounts]: number } | FailedPart;
};

/** The database: where its schema stands, and how many rows it has. */
export function databasePart(
  kind: DatabaseSetting['kind'],
  persistence: Pick<SqlPersistence, 'schema' | 'rowCounts'>,
): Part<DatabasePart> {
  return async () => {
    const schema = await persistence.schema();
    if (!schema.ok) return schema;
    const { applied, pending, unknown } = schema.value;
    const about = { kind, schema: { version: applied.at(-1) ?? 'none', applied: applied.length, pending, unknown } };
    const rows = await persistence.rowCounts();
    // Without its tables a database that was never migrated still tells where it stands.
    if (!rows.ok)
      return succeed({ ...about, rows: { failure: { code: rows.failure.code, detail: rows.failure.detail } } });
    return succeed({ ...about, rows: { ...rows.value } });
  };
}
