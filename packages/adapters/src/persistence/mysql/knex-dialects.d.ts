/** Knex documents no path to its dialects, hence no types: what the client builds on. Knex is pinned for this. */
declare module 'knex/lib/dialects/mysql2/index.js' {
  import type { Knex } from 'knex';
  import type { Connection } from 'mysql2';

  export interface Query {
    readonly sql: string;
    options?: { readonly timeout?: number };
  }

  // biome-ignore lint/style/noDefaultExport: this is what Knex's CommonJS module exports.
  export default class Mysql2Client extends Knex.Client {
    acquireRawConnection(): Promise<Connection>;
    destroyRawConnection(connection: Connection): Promise<void>;
    validateConnection(connection: Connection): Promise<boolean>;
    _query(connection: Connection, query: Query): Promise<Query>;
  }
}
