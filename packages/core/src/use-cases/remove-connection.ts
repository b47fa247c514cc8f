import { accessOf, checkingName } from '../connection/access.js';
import { type Connection, heldWebhookOf } from '../connection/connection.js';
import type { ConnectionLanes } from '../connection/connection-lanes.js';
import type { Failure } from '../failure/failure.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Notices } from '../ports/notices.js';
import type { OrchestratorSessions } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { hookUrl } from '../webhook/hook-url.js';
import { deleteStrayWebhooks } from './delete-stray-webhooks.js';

/**
 * Takes down what a connection has, in the reverse order of its making: subscription, secrets, row. Repeating it is
 * harmless; what cannot be done now stays, row included, and is done by a later call.
 *
 * @param orphanWebhook whether to go on when Orchestrator cannot be told to delete the webhook
 */
export type RemoveConnection = (
  connectionId: string,
  orphanWebhook?: 'keep-trying' | 'accept',
) => Promise<Result<void, Failure>>;

/** What removing needs. */
export interface RemoveConnectionPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretStore;
  readonly sessions: OrchestratorSessions;
  readonly webhooks: OrchestratorWebhooks;
  readonly hooks: HookRegistry;
  /** What is known of the connection in memory alone. */
  readonly memory: { forget(connectionId: string): void };
  readonly notices: Notices;
  readonly lanes: ConnectionLanes;
  readonly publicUrl: string | undefined;
}

/** Makes the use case. */
export function createRemoveConnection(ports: RemoveConnectionPorts): RemoveConnection {
  const { connections, secrets, sessions, hooks, memory, notices, lanes } = ports;

  const notDone = (connectionId: string, what: 'subscription' | 'secret' | 'row', failure: Failure) => {
    notices.notice({ kind: 'clean-up-failed', connectionId, what, code: failure.code });
    return fail(failure);
  };

  const remove: RemoveConnection = async (connectionId, orphanWebhook = 'keep-trying') => {
    const found = await connections.find(connectionId);
    if (!found.ok) return notDone(connectionId, 'row', found.failure);
    if (found.value === undefined) {
      memory.forget(connectionId);
      return succeed(undefined);
    }
    hooks.close(connectionId);
    const unsubscribed = await unsubscribe(found.value, ports);
    // Without its credential, an earlier removal came further than this, or nobody can ever sign in again.
    const isInVain = !unsubscribed.ok && unsubscribed.failure.code === 'secret-missing';
    if (!unsubscribed.ok && orphanWebhook === 'keep-trying' && !isInVain) {
      return notDone(connectionId, 'subscription', unsubscribed.failure);
    }
    await Promise.all([sessions.forget(connectionId), sessions.forget(checkingName(connectionId))]);
    const forgotten = await secrets.deleteAll(connectionId);
    if (!forgotten.ok) return notDone(connectionId, 'secret', forgotten.failure);
    const deleted = await connections.delete(connectionId);
    if (!deleted.ok) return notDone(connectionId, 'row', deleted.failure);
    memory.forget(connectionId);
    return deleted;
  };

  return (connectionId, orphanWebhook) => lanes.run(connectionId, () => remove(connectionId, orphanWebhook));
}

/** Deletes the webhook that the row names, and any that was made but not noted before a crash. */
async function unsubscribe(connection: Connection, ports: RemoveConnectionPorts): Promise<Result<void, Failure>> {
  const { webhooks, publicUrl } = ports;
  const access = accessOf(connection, ports);
  // Without a credential no webhook can have been made.
  if (!access.ok) return succeed(undefined);
  const held = heldWebhookOf(connection.subscription);
  if (held !== undefined) {
    const deleted = await webhooks.delete(access.value, held.webhookId);
    if (!deleted.ok) return deleted;
  }
  if (publicUrl === undefined) return succeed(undefined);
  const deleted = await deleteStrayWebhooks(access.value, hookUrl(publicUrl, connection.id), webhooks);
  return !deleted.ok && deleted.failure.code === 'orchestrator-forbidden' ? succeed(undefined) : deleted;
}
