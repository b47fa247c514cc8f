import { join } from 'node:path';
import type { Knex } from 'knex';
import { openMysql } from '../../src/persistence/mysql/index.js';
import { openSqlite } from '../../src/persistence/sqlite/index.js';
import { temporaryFolder } from '../temporary-folder.js';
import { aMysqlDatabase, needsMysql } from './mysql-database.js';

/** A kind of database that Cuelight speaks with. */
export interface Dialect {
  readonly name: string;
  /** Skips the tests around it where there is no such database. */
  needed(): void;
  /** Where a new and empty database is; gone when the test has ended. */
  aNewDatabase(): Promise<string>;
  /** Opens what is there, in the same words in a process of its own. */
  open(location: string): Promise<{ readonly knex: Knex; close(): Promise<void> }>;
  readonly openingText: string;
  /** All there is in the schema, table by table. */
  schemaOf(knex: Knex): Promise<Readonly<Record<string, string>>>;
  /** The columns of all tables. */
  columnsOf(knex: Knex): Promise<readonly { readonly table: string; readonly column: string; readonly type: string }[]>;
}

/** SQLite, in a file. */
export const sqlite: Dialect = {
  name: 'SQLite',
  needed() {},
  aNewDatabase: async () => join(await temporaryFolder(), 'cuelight.db'),
  async open(file) {
    const opened = await openSqlite({ file });
    if (!opened.ok) throw new Error(opened.failure.detail);
    return opened.value;
  },
  openingText: `
    import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
    const opened = await openSqlite({ file: process.argv[1] });`,
  async schemaOf(knex) {
    const rows: readonly { name: string; sql: string }[] = await knex('sqlite_master')
      .whereNotNull('sql')
      .whereNot('name', 'like', 'sqlite_%')
      .orderBy('name')
      .select('name', 'sql');
    return Object.fromEntries(rows.map(({ name, sql }) => [name, sql]));
  },
  columnsOf: (knex) =>
    knex.raw(`SELECT t.name AS "table", c.name AS "column", c.type FROM sqlite_master t, pragma_table_info(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`),
};

/** MySQL or MariaDB, on the server there is. */
export const mysql: Dialect = {
  name: 'MySQL',
  needed: needsMysql,
  aNewDatabase: aMysqlDatabase,
  async open(url) {
    const opened = await openMysql({ url });
    if (!opened.ok) throw new Error(opened.failure.detail);
    return opened.value;
  },
  openingText: `
    import { openMysql } from '@cuelight/adapters/persistence/mysql';
    const opened = await openMysql({ url: process.argv[1] });`,
  async schemaOf(knex) {
    const [tables]: readonly (readonly Record<string, string>[])[] = await knex.raw('SHOW TABLES');
    const names = (tables ?? []).flatMap((row) => Object.values(row)).sort();
    const made = names.map(async (name) => {
      const [[row]] = await knex.raw('SHOW CREATE TABLE ??', [name]);
      return [name, String(row['Create Table']).replace(/ AUTO_INCREMENT=\d+/, '')];
    });
    return Object.fromEntries(await Promise.all(made));
  },
  async columnsOf(knex) {
    const [rows] = await knex.raw(`SELECT TABLE_NAME AS \`table\`, COLUMN_NAME AS \`column\`, DATA_TYPE AS type
      FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()`);
    return rows;
  },
};

/** Every kind of database. */
export const dialects: readonly Dialect[] = [sqlite, mysql];
