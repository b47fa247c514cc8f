import { type Connection, type Failure, fail, type Result, succeed } from '@cuelight/core';
import { connectionFromRow } from './connection-row.js';
import { type Row, UnexpectedColumn } from './row.js';

/** The connection of a row; `connection-unreadable` where Cuelight cannot have written it. */
export function readConnection(row: Row): Result<Connection, Failure> {
  try {
    return succeed(connectionFromRow(row));
  } catch (error) {
    if (!(error instanceof UnexpectedColumn)) throw error;
    return fail({ code: 'connection-unreadable', detail: error.message });
  }
}
