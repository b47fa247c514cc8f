import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ListRequest } from '../ports/list-request.js';
import { fail, type Result, succeed } from '../result.js';

/**
 * Reading and renaming connections. One that is still being made is invisible. Failures: `connection-not-found`,
 * `changed-meanwhile`, `storage-unavailable`.
 */
export interface ReadConnections {
  list(request: ListRequest): Promise<Result<readonly Connection[], Failure>>;
  find(id: string): Promise<Result<Connection, Failure>>;
  rename(id: string, name: string): Promise<Result<Connection, Failure>>;
}

/** Makes the use cases. */
export function createReadConnections(connections: ConnectionRepository): ReadConnections {
  const find = async (id: string): Promise<Result<Connection, Failure>> => {
    const found = await connections.find(id);
    if (!found.ok) return found;
    if (found.value === undefined || found.value.status === 'connecting') {
      return fail({ code: 'connection-not-found', detail: `There is no connection ${id}.` });
    }
    return succeed(found.value);
  };

  return {
    list: (request) => connections.list(request, ['verified', 'retired']),
    find,
    async rename(id, name) {
      const found = await find(id);
      return found.ok ? connections.replace({ ...found.value, name }) : found;
    },
  };
}
