/** Knex documents no path to its dialects, hence no types: what the libsql client builds on. Knex is pinned for this. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import type { Knex } from 'knex';
  import type { Database } from 'libsql';

  export interface Query {
    readonly sql: string;
    readonly bindings?: readonly unknown[];
  }

  // biome-ignore lint/style/noDefaultExport: this is what Knex's CommonJS module exports.
  export default class BetterSqlite3Client extends Knex.Client {
    acquireRawConnection(): Promise<Database>;
    _query(connection: Database, query: Query): Promise<Query>;
    _formatBindings(bindings: readonly unknown[] | undefined): unknown[];
  }
}
