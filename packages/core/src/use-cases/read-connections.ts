import type { Connection } from '../connection/connection.js';
import type { ConnectionHealth } from '../connection/connection-health.js';
import type { ConnectionState } from '../connection/connection-lifecycle.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ListRequest } from '../ports/list-request.js';
import { type Result, succeed } from '../result.js';
import { knownConnection } from './known-connection.js';

/** A connection as it is stored, and where it stands right now. */
export interface ConnectionView extends Connection {
  readonly state: ConnectionState;
}

/**
 * Reading and renaming connections. One that is still being made is invisible. Failures: `connection-not-found`,
 * `connection-unreadable`, `changed-meanwhile`, `storage-unavailable`.
 */
export interface ReadConnections {
  list(request: ListRequest): Promise<Result<readonly ConnectionView[], Failure>>;
  find(id: string): Promise<Result<ConnectionView, Failure>>;
  rename(id: string, name: string): Promise<Result<ConnectionView, Failure>>;
}

/** What reading connections needs. */
export interface ReadConnectionsPorts {
  readonly connections: ConnectionRepository;
  readonly health: ConnectionHealth;
}

/** Makes the use cases. */
export function createReadConnections({ connections, health }: ReadConnectionsPorts): ReadConnections {
  const view = (connection: Connection): ConnectionView => ({ ...connection, state: health.stateOf(connection) });

  return {
    async list(request) {
      const rows = await connections.list(request, ['verified', 'retired']);
      return rows.ok ? succeed(rows.value.map(view)) : rows;
    },
    async find(id) {
      const found = await knownConnection(id, connections);
      return found.ok ? succeed(view(found.value)) : found;
    },
    async rename(id, name) {
      const found = await knownConnection(id, connections);
      if (!found.ok) return found;
      const renamed = await connections.replace({ ...found.value, name });
      return renamed.ok ? succeed(view(renamed.value)) : renamed;
    },
  };
}
