import type { ConnectionHealth } from '../connection/connection-health.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import { fail, type Result, succeed } from '../result.js';
import type { Tracker } from '../watching/tracker.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { knownConnection } from './known-connection.js';
import type { RemoveConnection } from './remove-connection.js';

/** How to take a connection down. */
export interface DisconnectOptions {
  /** Delete the process references on it too, instead of refusing. */
  readonly deleteReferences: boolean;
  /** Give up on deleting the webhook when Orchestrator cannot be reached. */
  readonly acceptOrphanWebhook: boolean;
}

/**
 * Takes a connection down. It is unusable at once; `removed` when nothing is left of it, `retired` when something that
 * Orchestrator's absence prevents is still to be done, which is retried until it is done.
 *
 * @returns `connection-not-found`, `connection-in-use`, `changed-meanwhile`, `storage-unavailable`
 */
export type Disconnect = (id: string, options: DisconnectOptions) => Promise<Result<'removed' | 'retired', Failure>>;

/** What disconnecting needs. */
export interface DisconnectPorts {
  readonly connections: ConnectionRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly health: ConnectionHealth;
  readonly hooks: HookRegistry;
  readonly tracker: Tracker;
  readonly removeConnection: RemoveConnection;
}

/** Makes the use case. */
export function createDisconnect(ports: DisconnectPorts): Disconnect {
  const { connections, processReferences, health, hooks, tracker, removeConnection } = ports;

  return async (id, options) => {
    const found = await knownConnection(id, connections);
    if (!found.ok) return found;
    const references = await processReferences.list({ connectionId: id }, { limit: 1 });
    if (!references.ok) return references;
    if (references.value.length > 0 && !options.deleteReferences) {
      return fail({ code: 'connection-in-use', detail: `Connection ${id} still has process references.` });
    }
    const retired = await connections.replace({ ...found.value, status: 'retired' });
    if (!retired.ok) return retired;
    health.signal(id, 'disconnect-asked');
    hooks.close(id);
    tracker.retire(id);
    const unbound = await processReferences.deleteByConnection(id);
    if (!unbound.ok) return unbound;
    const removed = await removeConnection(id, options.acceptOrphanWebhook ? 'accept' : 'keep-trying');
    return succeed(removed.ok ? 'removed' : 'retired');
  };
}
