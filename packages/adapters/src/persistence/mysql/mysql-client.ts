import Mysql2Client, { type Query } from 'knex/lib/dialects/mysql2/index.js';
import mysql, { type Connection, type ConnectionOptions } from 'mysql2';

/** What a client connects to, and how long it waits. */
export interface MysqlClientOptions {
  readonly connection: ConnectionOptions;
  /** Within it a statement is answered, or its connection given up. */
  readonly statementTimeoutMs: number;
}

/**
 * Knex's mysql2 dialect, with connections that all speak the same way whatever the server is set to, and that are given
 * up when they do not answer: a statement sent to a server that is gone would else wait for the operating system, which
 * takes a quarter of an hour.
 */
export function mysqlClientOf({ connection: options, statementTimeoutMs }: MysqlClientOptions): typeof Mysql2Client {
  const madeAtMs = new WeakMap<Connection, number>();
  /** Why a connection is of no use any more, for what is asked of it still. */
  const lostBy = new WeakMap<Connection, unknown>();
  /** When the last connection was lost. Those made before went the same way, most likely, and are not tried. */
  let lostAtMs = Number.NEGATIVE_INFINITY;

  return class MysqlClient extends Mysql2Client {
    _driver(): typeof mysql {
      return mysql;
    }

    override async acquireRawConnection(): Promise<Connection> {
      const connection = mysql.createConnection({ ...options });
      madeAtMs.set(connection, performance.now());
      try {
        await new Promise<void>((resolve, reject) => {
          // The listener stays: an idle connection that is lost must not end the process.
          connection.on('error', reject);
          connection.connect((error) => (error === null ? resolve() : reject(error)));
        });
        await this._query(connection, { sql: sessionSettings(statementTimeoutMs) });
        return connection;
      } catch (error) {
        connection.destroy();
        throw error;
      }
    }

    override async destroyRawConnection(connection: Connection): Promise<void> {
      const ended = new Promise<void>((resolve) => connection.end(() => resolve()));
      const timer = setTimeout(() => connection.destroy(), 1_000);
      const closed = new Promise<void>((resolve) => connection.once('end', () => resolve()));
      await Promise.race([ended, closed]);
      clearTimeout(timer);
      connection.destroy();
    }

    override async validateConnection(connection: Connection): Promise<boolean> {
      return (await super.validateConnection(connection)) && (madeAtMs.get(connection) ?? 0) > lostAtMs;
    }

    override async _query(connection: Connection, query: Query): Promise<Query> {
      if (lostBy.has(connection)) throw lostBy.get(connection);
      query.options = { timeout: statementTimeoutMs, ...query.options };
      try {
        return await super._query(connection, query);
      } catch (error) {
        if (isLost(error)) {
          lostBy.set(connection, error);
          lostAtMs = performance.now();
          connection.destroy();
        }
        throw error;
      }
    }
  };
}

/**
 * What must not depend on how a server is set up. Without backslash escapes, or with other quotes, values would be quoted
 * wrongly. No time of ours is kept as one, but Knex's of a migration is. A lock is waited for less long than for an
 * answer, so that a statement that was waiting does not run after its caller was told that it failed.
 */
function sessionSettings(statementTimeoutMs: number): string {
  const lockWaitS = Math.max(1, Math.floor(statementTimeoutMs / 2_000));
  const modes = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
  const waits = `innodb_lock_wait_timeout = ${lockWaitS}, lock_wait_timeout = ${lockWaitS}`;
  return `SET SESSION sql_mode = '${modes}', time_zone = '+00:00', ${waits}`;
}

/** Whether a connection is of no use any more; to a server that only reads, because another may be the one that writes. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, fatal } = error as { code?: unknown; fatal?: unknown };
  return fatal === true || code === 'PROTOCOL_SEQUENCE_TIMEOUT' || code === 'ER_OPTION_PREVENTS_STATEMENT';
}
