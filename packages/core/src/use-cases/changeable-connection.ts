import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { fail, type Result, succeed } from '../result.js';
import { knownConnection } from './known-connection.js';

/**
 * Looks up a connection whose credential or target is to be changed.
 *
 * @returns `connection-not-found`, also for one that is still being made; `connection-not-usable` for one that is being
 *   removed; `connection-unreadable`, `storage-unavailable`
 */
export async function changeableConnection(
  id: string,
  connections: ConnectionRepository,
): Promise<Result<Connection, Failure>> {
  const found = await knownConnection(id, connections);
  if (!found.ok) return found;
  if (found.value.status === 'retired') {
    return fail({ code: 'connection-not-usable', detail: `Connection ${id} is retired.` });
  }
  return succeed(found.value);
}
