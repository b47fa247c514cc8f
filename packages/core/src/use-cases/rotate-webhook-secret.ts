import { webhookSecretBinding } from '../connection/access.js';
import { type Connection, heldWebhookOf } from '../connection/connection.js';
import type { ConnectionLanes } from '../connection/connection-lanes.js';
import { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Randomness } from '../ports/randomness.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import type { KeepSubscription } from './keep-subscription.js';
import { noteSubscription } from './note-subscription.js';
import { secretChanging } from './secret-changing.js';
import { webhookSecretBytes } from './subscribe.js';
import { dropOtherSecret, secretOverlapMs } from './tidy-secrets.js';

/**
 * Gives the webhook of a connection a new secret, and answers until when deliveries signed with the one before verify as
 * well, in milliseconds since 1970: 15 minutes from now at least, and until the webhooks are seen to after that.
 *
 * The row names both secrets before Orchestrator learns the new one, and until long after: whatever fails or dies in
 * between, deliveries verify. When Orchestrator refuses the first request, of a webhook that was as it should be, nothing
 * has changed; in any other case the change is finished when the webhooks are seen to, or by asking for it again.
 *
 * @returns `connection-not-found`, `webhook-missing`, `webhook-secret-changing`, those of calling Orchestrator,
 *   `changed-meanwhile`, `storage-unavailable`, `secret-*`, `master-key-missing`
 */
export type RotateWebhookSecret = (
  connectionId: string,
) => Promise<Result<{ readonly oldSecretUntilMs: number }, Failure>>;

/** What changing a secret needs. */
export interface RotateWebhookSecretPorts {
  readonly connections: ConnectionRepository;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hooks: HookRegistry;
  readonly lanes: ConnectionLanes;
  readonly keepSubscription: KeepSubscription;
  readonly publicUrl: string | undefined;
}

/** Makes the use case. */
export function createRotateWebhookSecret(ports: RotateWebhookSecretPorts): RotateWebhookSecret {
  const { connections, secrets, clock, randomness, hooks, lanes, keepSubscription, publicUrl } = ports;

  const rotate = async (id: string): Promise<Result<{ readonly oldSecretUntilMs: number }, Failure>> => {
    const found = await connections.find(id);
    if (!found.ok) return found;
    if (found.value?.status !== 'verified') {
      return fail({ code: 'connection-not-found', detail: `There is no connection ${id} in use.` });
    }
    const begun = await begin(found.value);
    if (!begun.ok) return begun;
    // Before it is asked of Orchestrator: the overlap begins at some moment of what follows, which may take long.
    const oldSecretUntilMs = clock.nowMs() + secretOverlapMs;
    const kept = await keepSubscription(id, { isFirstAsk: begun.value === 'anew' });
    if (!kept.ok) return kept;
    if (kept.value === 'refused' || kept.value === 'nothing-to-keep') return fail(webhookMissing(id));
    return succeed({ oldSecretUntilMs });
  };

  /** Notes what Orchestrator is to sign with from now on. A change that was begun and not finished is gone on with. */
  async function begin(row: Connection): Promise<Result<'anew' | 'before', Failure>> {
    const { id, target, subscription } = row;
    const held = heldWebhookOf(subscription);
    if (subscription.kind !== 'webhook' || held === undefined || publicUrl === undefined)
      return fail(webhookMissing(id));
    const { rotation } = held;
    if (rotation?.otherIs === 'next') {
      const next = await secrets.read(rotation.other, webhookSecretBinding(id, target));
      if (next.ok) return succeed('before');
      if (next.failure.code !== 'secret-missing') return next;
      // It was given up, and the row was not told.
      const dropped = await dropOtherSecret(row, ports);
      return dropped.ok ? begin(dropped.value) : dropped;
    }
    if (rotation !== undefined) {
      const leftMs = rotation.sinceMs + secretOverlapMs - clock.nowMs();
      if (leftMs > 0) return fail(secretChanging(id, leftMs));
      // Its time is over: who asks need not wait for the upkeep to say so.
      const dropped = await dropOtherSecret(row, ports);
      return dropped.ok ? begin(dropped.value) : dropped;
    }
    const binding = webhookSecretBinding(id, target);
    const present = await secrets.read(held.secret, binding);
    if (!present.ok) return present;
    const marked = await noteSubscription(connections, row, { looseSecretsSinceMs: clock.nowMs() });
    if (!marked.ok) return marked;
    const secret = new Secret(randomness.secretText(webhookSecretBytes));
    const other = await secrets.put(binding, secret);
    if (!other.ok) return other;
    const noted = await noteSubscription(connections, marked.value, {
      subscription: {
        ...subscription,
        rotation: { other: other.value, otherIs: 'next', sinceMs: clock.nowMs() },
      },
      // One that was put before, and never noted, lies about still.
      looseSecretsSinceMs: row.looseSecretsSinceMs,
    });
    if (noted.ok) hooks.change(id, present.value, secret);
    // If this fails too, the row still says that a secret may lie about.
    else await secrets.delete(other.value);
    return noted.ok ? succeed('anew') : noted;
  }

  return (id) => lanes.run(id, () => rotate(id));
}

function webhookMissing(id: string): Failure {
  return { code: 'webhook-missing', detail: `Connection ${id} has no webhook whose secret could be changed.` };
}
