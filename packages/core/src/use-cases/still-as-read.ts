import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { fail, type Result, succeed } from '../result.js';
import { changedMeanwhile } from './changed-meanwhile.js';

/**
 * Sees that a row is still the one that was read, when a secret that it names is not there: whoever moves a secret to another
 * backend has the row name the copy before it deletes what was copied.
 *
 * @returns `changed-meanwhile`; `storage-unavailable`, `connection-unreadable`
 */
export async function stillAsRead(
  { id, revision }: Connection,
  connections: Pick<ConnectionRepository, 'find'>,
): Promise<Result<void, Failure>> {
  const now = await connections.find(id);
  if (!now.ok) return now;
  return now.value?.revision === revision ? succeed(undefined) : fail(changedMeanwhile(id));
}
