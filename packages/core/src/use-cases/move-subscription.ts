import { accessOf, webhookSecretBinding } from '../connection/access.js';
import {
  type Connection,
  type ConnectionTarget,
  type HeldWebhook,
  heldWebhookOf,
  type Subscription,
} from '../connection/connection.js';
import { pass } from '../diagnosis/finding.js';
import type { NoteFinding } from '../diagnosis/noting-findings.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Notices } from '../ports/notices.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { within } from '../time/within.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { hookUrl } from '../webhook/hook-url.js';
import { proveDelivery } from './prove-delivery.js';
import { refusedWebhook } from './refused-webhook.js';
import { secretChanging } from './secret-changing.js';
import { takeWebhookAlong } from './take-webhook-along.js';
import { secretOverlapMs } from './tidy-secrets.js';

/**
 * What became of a subscription, not written down yet: exactly one of `undo` and `finish` follows. Both answer whether no
 * secret is left that they were to delete.
 */
export interface MovedSubscription {
  readonly subscription: Subscription;
  /** The row was not written: takes back what was made. */
  undo(): Promise<boolean>;
  /** The row was written: takes down what it does not name any more. What the old place refuses is left there. */
  finish(): Promise<boolean>;
}

/**
 * Takes the subscription of a connection along to another target. Deliveries are taken all the while, under the secret
 * they had. Where the new target is of the same tenant and knows our webhook, as the same Orchestrator under another name
 * does, it stays; else it is made there and proved by a ping, and jobs are followed by reading if that is refused. Failures:
 * `webhook-secret-changing`, `secret-*`, `master-key-missing`, `storage-unavailable`.
 *
 * @param before a row that says that secrets may lie about
 */
export type MoveSubscription = (
  before: Connection,
  to: OrchestratorAccess,
  note: NoteFinding,
) => Promise<Result<MovedSubscription, Failure>>;

/** What moving needs. */
export interface MoveSubscriptionPorts {
  readonly connections: ConnectionRepository;
  readonly webhooks: OrchestratorWebhooks;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly notices: Notices;
  readonly hooks: HookRegistry;
  readonly publicUrl: string | undefined;
}

/** How long the ping may take to come back. */
const pingWithinMs = 5_000;
/** How long tidying up may take: often the old Orchestrator is no longer there. */
const leaveWithinMs = 3_000;

/** Makes what the use cases share that change a connection. */
export function createMoveSubscription(ports: MoveSubscriptionPorts): MoveSubscription {
  const { webhooks, secrets, clock, notices, hooks, publicUrl } = ports;

  /** Whether it is done: what is not is told. */
  const tidy = async (connectionId: string, what: 'subscription' | 'secret', work: Promise<Result<void, Failure>>) => {
    const done = await within(clock, leaveWithinMs, work);
    if (done !== 'late' && done.ok) return true;
    const code = done === 'late' ? 'orchestrator-timeout' : done.failure.code;
    notices.notice({ kind: 'clean-up-failed', connectionId, what, code });
    return false;
  };

  /**
   * Takes down what the old place has; its webhook only where it is not the one that is kept.
   *
   * @returns whether no secret of it is left
   */
  const leave = async (before: Connection, old: HeldWebhook, isKept: boolean) => {
    const access = accessOf(before, ports);
    if (!isKept && access.ok) await tidy(before.id, 'subscription', webhooks.delete(access.value, old.webhookId));
    const isGone = await tidy(before.id, 'secret', secrets.delete(old.secret));
    if (old.rotation === undefined) return isGone;
    return (await tidy(before.id, 'secret', secrets.delete(old.rotation.other))) && isGone;
  };

  return async (before, to, note) => {
    const { id, subscription: old } = before;
    const held = heldWebhookOf(old);
    if (held === undefined || isSamePlace(before.target, to.target)) return succeed(unmoved(old));
    const { rotation } = held;
    // The old secret, once its time is over, and a change that could not be finished for long, as when the old place is
    // gone, end with the move.
    const leftMs = rotation === undefined ? 0 : rotation.sinceMs + secretOverlapMs - clock.nowMs();
    if (leftMs > 0) return fail(secretChanging(id, leftMs));
    const withoutWebhook = (why: 'no-public-url' | 'subscription-refused'): MovedSubscription => ({
      subscription: { kind: 'polling', why },
      undo: async () => true,
      async finish() {
        hooks.close(id);
        return leave(before, held, false);
      },
    });
    if (old.kind === 'polling' || publicUrl === undefined) {
      // The secret is bound to the old place, and the webhook there calls for nothing any more.
      return succeed(withoutWebhook(old.kind === 'polling' ? old.why : 'no-public-url'));
    }
    const secret = await secrets.read(old.secret, webhookSecretBinding(id, before.target));
    if (!secret.ok) return secret;
    const ref = await secrets.put(webhookSecretBinding(id, to.target), secret.value);
    if (!ref.ok) return ref;
    const request = { url: hookUrl(publicUrl, id), secret: secret.value };
    const there = await takeWebhookAlong({ target: before.target, webhookId: old.webhookId }, to, request, webhooks);
    if (!there.ok) {
      note('webhook-subscribed', refusedWebhook(there.failure));
      const deleted = await secrets.delete(ref.value);
      if (!deleted.ok) return deleted;
      return succeed(withoutWebhook('subscription-refused'));
    }
    const { webhookId, isNew } = there.value;
    note('webhook-subscribed', pass('Orchestrator has a webhook for this connection.'));
    const delivery = isNew ? await proveDelivery(to, webhookId, pingWithinMs, { webhooks, hooks }) : undefined;
    if (delivery !== undefined) note('webhook-delivered', delivery);
    const isProven = delivery === undefined ? old.isProven : delivery.verdict === 'pass';
    return succeed({
      subscription: { kind: 'webhook', webhookId, secret: ref.value, isProven },
      async undo() {
        if (isNew) await tidy(id, 'subscription', webhooks.delete(to, webhookId));
        return tidy(id, 'secret', secrets.delete(ref.value));
      },
      async finish() {
        if (rotation !== undefined) hooks.change(id, secret.value);
        return leave(before, old, !isNew);
      },
    });
  };
}

function unmoved(subscription: Subscription): MovedSubscription {
  return { subscription, undo: async () => true, finish: async () => true };
}

function isSamePlace(one: ConnectionTarget, other: ConnectionTarget): boolean {
  return one.orchestratorUrl === other.orchestratorUrl && one.tenant === other.tenant;
}
