import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { fail, type Result, succeed } from '../result.js';

/**
 * Looks up a connection; one that is still being made is invisible.
 *
 * @returns `connection-not-found`, `connection-unreadable`, `storage-unavailable`
 */
export async function knownConnection(
  id: string,
  connections: ConnectionRepository,
): Promise<Result<Connection, Failure>> {
  const found = await connections.find(id);
  if (!found.ok) return found;
  if (found.value === undefined || found.value.status === 'connecting') {
    return fail({ code: 'connection-not-found', detail: `There is no connection ${id}.` });
  }
  return succeed(found.value);
}
