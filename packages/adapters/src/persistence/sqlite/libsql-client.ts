import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import BetterSqlite3Client, { type Query } from 'knex/lib/dialects/better-sqlite3/index.js';
import Libsql, { type Database } from 'libsql';

/** How long a write waits for another process to finish its own. */
const lockWaitMs = 10_000;

/**
 * Knex's better-sqlite3 dialect over libsql, whose binary ships inside its package.
 *
 * Writes take the lock before they run, waiting without blocking the event loop. This also avoids a trap: a libsql
 * statement that fails with SQLITE_BUSY stays in progress until it is garbage collected, and every later COMMIT of its
 * connection fails (github.com/tursodatabase/libsql-js/pull/238). Under the lock no statement can fail so.
 *
 * A query runs at once and holds the thread: before each, outside transactions, the event loop has its turn. Else a long
 * chain of queries would hold up timers and sockets until its end, and no memory of its statements, which is freed
 * between turns only, would be free before.
 */
export class LibsqlClient extends BetterSqlite3Client {
  _driver(): typeof Libsql {
    return Libsql;
  }

  override async acquireRawConnection(): Promise<Database> {
    const connection = await super.acquireRawConnection();
    // First, since the other pragmas may have to wait for another process that opens the same file.
    connection.exec('PRAGMA busy_timeout = 5000');
    await whenFree(() => connection.exec('PRAGMA journal_mode = WAL'));
    // Writes are rare and small: each is on the disk before it is answered.
    connection.exec('PRAGMA synchronous = FULL');
    connection.exec('PRAGMA foreign_keys = ON');
    // From here on `whenFree` waits, which does not block the event loop as this timeout does.
    connection.exec('PRAGMA busy_timeout = 50');
    return connection;
  }

  override async _query(connection: Database, query: Query): Promise<Query> {
    if (!connection.inTransaction) await turn();
    if (/^begin\b/i.test(query.sql)) {
      await lock(connection);
      return query;
    }
    if (connection.inTransaction || /^\s*(select|pragma)\b/i.test(query.sql)) return super._query(connection, query);
    await lock(connection);
    try {
      const answered = await super._query(connection, query);
      connection.exec('COMMIT');
      return answered;
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }

  override _formatBindings(bindings: readonly unknown[] | undefined): unknown[] {
    // libsql reads a text back only up to its first NUL: refused rather than cut off.
    if (bindings?.some((binding) => typeof binding === 'string' && binding.includes('\0'))) {
      throw new RangeError('SQLite keeps no text with a NUL character');
    }
    return super._formatBindings(bindings);
  }
}

function lock(connection: Database): Promise<void> {
  return whenFree(() => connection.exec('BEGIN IMMEDIATE'));
}

async function whenFree(run: () => void): Promise<void> {
  const giveUpAtMs = performance.now() + lockWaitMs;
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAtMs) throw error;
    }
    await delay(10);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Libsql.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
