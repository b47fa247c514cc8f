import { type AccessPorts, accessOf } from '../connection/access.js';
import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import { fail, type Result, succeed } from '../result.js';

/** A connection that may be used, and how to call its Orchestrator. */
export interface UsableConnection {
  readonly connection: Connection;
  readonly access: OrchestratorAccess;
}

/**
 * Looks up a connection to be used.
 *
 * @returns `connection-not-found`; `connection-not-usable` for one that is being made or removed;
 *   `connection-unreadable`, `storage-unavailable`
 */
export async function usableConnection(id: string, ports: AccessPorts): Promise<Result<UsableConnection, Failure>> {
  const found = await ports.connections.find(id);
  if (!found.ok) return found;
  const connection = found.value;
  if (connection === undefined) return fail({ code: 'connection-not-found', detail: `There is no connection ${id}.` });
  if (connection.status !== 'verified') {
    return fail({ code: 'connection-not-usable', detail: `Connection ${id} is ${connection.status}.` });
  }
  const access = accessOf(connection, ports);
  return access.ok ? succeed({ connection, access: access.value }) : access;
}
