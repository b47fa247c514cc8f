export { createSqlPersistence, type SqlPersistence } from './create-sql-persistence.js';
export { migrate, type SchemaNewer } from './migrate.js';
export { type MigrationState, migrationState } from './migration-state.js';
export type { RowCounts } from './row-counts.js';
