import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import {
  createKeepSubscription,
  type KeepSubscription,
  type KeepSubscriptionPorts,
} from '../use-cases/keep-subscription.js';
import type { RemoveConnection } from '../use-cases/remove-connection.js';
import type { Chores } from './chores.js';

/** Sees to webhooks, and records it from the first change on: most of the time there is nothing to change. */
export function recordKeeping(ports: KeepSubscriptionPorts, chores: Chores): KeepSubscription {
  return async (connectionId, how) => {
    const recorded = async <T>(change: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
      const begun = await chores.begin('keep-webhook', connectionId);
      return begun.ok ? change() : begun;
    };
    const { connections, webhooks, secrets } = ports;
    const keep = createKeepSubscription({
      ...ports,
      connections: {
        insert: (row) => recorded(() => connections.insert(row)),
        find: (id) => connections.find(id),
        list: (request, statuses) => connections.list(request, statuses),
        hasOrigin: (origin) => connections.hasOrigin(origin),
        replace: (row) => recorded(() => connections.replace(row)),
        delete: (id) => recorded(() => connections.delete(id)),
      },
      webhooks: {
        create: (access, request) => recorded(() => webhooks.create(access, request)),
        findByUrl: (access, url) => webhooks.findByUrl(access, url),
        read: (access, id) => webhooks.read(access, id),
        change: (access, id, request) => recorded(() => webhooks.change(access, id, request)),
        ping: (access, id) => webhooks.ping(access, id),
        delete: (access, id) => recorded(() => webhooks.delete(access, id)),
      },
      secrets: {
        read: (ref, binding) => secrets.read(ref, binding),
        put: (binding, secret) => recorded(() => secrets.put(binding, secret)),
        delete: (ref) => recorded(() => secrets.delete(ref)),
        deleteOthers: (of, kept) => recorded(() => secrets.deleteOthers(of, kept)),
        deleteAll: (owner) => recorded(() => secrets.deleteAll(owner)),
      },
    });
    const kept = await keep(connectionId, how);
    if (kept.ok && kept.value !== 'refused') await chores.end('keep-webhook', connectionId);
    return kept;
  };
}

/** Finishes the removal of connections, and records it. */
export function recordRemoving(removeConnection: RemoveConnection, chores: Chores): RemoveConnection {
  return async (connectionId, orphanWebhook) => {
    const begun = await chores.begin('remove-connection', connectionId);
    if (!begun.ok) return begun;
    const removed = await removeConnection(connectionId, orphanWebhook);
    if (removed.ok) await chores.end('remove-connection', connectionId);
    return removed;
  };
}
