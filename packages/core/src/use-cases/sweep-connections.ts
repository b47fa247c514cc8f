import type { Connection } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { everyPage } from '../ports/every-page.js';
import { type Result, succeed } from '../result.js';
import type { IsAbandoned } from './is-abandoned.js';
import type { RemoveConnection } from './remove-connection.js';

/**
 * Finishes what was left half done: connections that were being made when the service ended, and retired ones of which
 * something remains. Answers how many are gone now. Failures: `storage-unavailable`.
 */
export type SweepConnections = () => Promise<Result<number, Failure>>;

/** What sweeping needs. */
export interface SweepPorts {
  readonly connections: ConnectionRepository;
  readonly isAbandoned: IsAbandoned;
  readonly removeConnection: RemoveConnection;
}

/** Makes the use case. */
export function createSweepConnections({ connections, isAbandoned, removeConnection }: SweepPorts): SweepConnections {
  const isLeftOver = async ({ status, createdAtMs }: Connection) =>
    status === 'retired' ? succeed(true) : isAbandoned(createdAtMs);

  return async () => {
    let removed = 0;
    for await (const page of everyPage((request) => connections.list(request, ['connecting', 'retired']))) {
      if (!page.ok) return page;
      for (const connection of page.value) {
        const leftOver = await isLeftOver(connection);
        if (!leftOver.ok) return leftOver;
        if (!leftOver.value) continue;
        const done = await removeConnection(connection.id);
        if (done.ok) removed += 1;
      }
    }
    return succeed(removed);
  };
}
