import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import type { ListRequest } from './list-request.js';

/**
 * Keeps connections. One whose record cannot be read harms no other: lists leave it out, which is told as a notice, and
 * finding it fails. Failures: `storage-unavailable`.
 */
export interface ConnectionRepository {
  /** Adds a connection; its id must be new, anything else is a bug and throws. */
  insert(connection: Connection): Promise<Result<void, Failure>>;
  /** `connection-unreadable` where it is there, and is none that Cuelight can have written. */
  find(id: string): Promise<Result<Connection | undefined, Failure>>;
  /**
   * Connections of these statuses in the order of their id, after `request.afterId`; fewer than `request.limit` only
   * where no more follow.
   */
  list(
    request: ListRequest,
    statuses: readonly Connection['status'][],
  ): Promise<Result<readonly Connection[], Failure>>;
  /** Whether a verified connection has its Orchestrator at this origin. */
  hasOrigin(origin: string): Promise<Result<boolean, Failure>>;
  /**
   * Replaces the row if it still has the revision of `connection`, and answers it with the next revision.
   * `changed-meanwhile` when it has another one or is gone.
   */
  replace(connection: Connection): Promise<Result<Connection, Failure>>;
  /** Removes the row with the references on it; removing one that is gone succeeds. */
  delete(id: string): Promise<Result<void, Failure>>;
}
