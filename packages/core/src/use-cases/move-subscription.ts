import { type AccessPorts, accessOf, webhookSecretBinding } from '../connection/access.js';
import {
  type Connection,
  type ConnectionTarget,
  type HeldWebhook,
  heldWebhookOf,
  type Subscription,
} from '../connection/connection.js';
import { type Finding, pass, warning } from '../diagnosis/diagnose.js';
import type { CheckId } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { Notices } from '../ports/notices.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks, WebhookRequest } from '../ports/orchestrator-webhooks.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { within } from '../time/within.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { hookUrl } from '../webhook/hook-url.js';
import { deleteStrayWebhooks } from './delete-stray-webhooks.js';
import { proveDelivery } from './prove-delivery.js';
import { secretChanging } from './secret-changing.js';
import { secretOverlapMs } from './tidy-webhook-secrets.js';

/** What became of a subscription, not written down yet: exactly one of `undo` and `finish` follows. */
export interface MovedSubscription {
  readonly subscription: Subscription;
  /** The row was not written: takes back what was made. */
  undo(): Promise<void>;
  /** The row was written: takes down what it does not name any more. What the old place refuses is left there. */
  finish(): Promise<void>;
}

/**
 * Takes the subscription of a connection along to another target. Deliveries are taken all the while, under the secret
 * they had. Where the new target knows our webhook, as the same Orchestrator under another name does, it stays; else it
 * is made there and proved by a ping, and jobs are followed by reading if that is refused. Failures:
 * `webhook-secret-changing`, `secret-*`, `master-key-missing`, `storage-unavailable`.
 */
export type MoveSubscription = (
  before: Connection,
  to: OrchestratorAccess,
  findings: Map<CheckId, Finding>,
) => Promise<Result<MovedSubscription, Failure>>;

/** What moving needs. */
export interface MoveSubscriptionPorts extends AccessPorts {
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

  const tidy = async (connectionId: string, what: 'subscription' | 'secret', work: Promise<Result<void, Failure>>) => {
    const done = await within(clock, leaveWithinMs, work);
    if (done !== 'late' && done.ok) return;
    const code = done === 'late' ? 'orchestrator-timeout' : done.failure.code;
    notices.notice({ kind: 'clean-up-failed', connectionId, what, code });
  };

  /** Takes down what the old place has; its webhook only where it is not the one that is kept. */
  const leave = async (before: Connection, old: HeldWebhook, isKept: boolean) => {
    const access = accessOf(before, ports);
    if (!isKept && access.ok) await tidy(before.id, 'subscription', webhooks.delete(access.value, old.webhookId));
    await tidy(before.id, 'secret', secrets.delete(old.secret));
    if (old.rotation !== undefined) await tidy(before.id, 'secret', secrets.delete(old.rotation.other));
  };

  return async (before, to, findings) => {
    const { id, subscription: old } = before;
    const held = heldWebhookOf(old);
    if (held === undefined || isSamePlace(before.target, to.target)) return succeed(unmoved(old));
    const { rotation } = held;
    // One that could not be finished for long, as when the old place is gone, ends with the move.
    if (
      rotation !== undefined &&
      (rotation.otherIs === 'previous' || clock.nowMs() - rotation.sinceMs < secretOverlapMs)
    )
      return fail(secretChanging(id));
    const withoutWebhook = (why: 'no-public-url' | 'subscription-refused'): MovedSubscription => ({
      subscription: { kind: 'polling', why },
      undo: async () => {},
      async finish() {
        hooks.close(id);
        await leave(before, held, false);
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
    const there = await webhookAt(to, { url: hookUrl(publicUrl, id), secret: secret.value }, old.webhookId, webhooks);
    if (!there.ok) {
      findings.set('webhook-subscribed', warning(there.failure));
      const deleted = await secrets.delete(ref.value);
      if (!deleted.ok) return deleted;
      return succeed(withoutWebhook('subscription-refused'));
    }
    const { webhookId, isNew } = there.value;
    findings.set('webhook-subscribed', pass('Orchestrator has a webhook for this connection.'));
    if (isNew) findings.set('webhook-delivered', await proveDelivery(to, webhookId, pingWithinMs, { webhooks, hooks }));
    const isProven = isNew ? findings.get('webhook-delivered')?.verdict === 'pass' : old.isProven;
    return succeed({
      subscription: { kind: 'webhook', webhookId, secret: ref.value, isProven },
      async undo() {
        if (isNew) await tidy(id, 'subscription', webhooks.delete(to, webhookId));
        await tidy(id, 'secret', secrets.delete(ref.value));
      },
      async finish() {
        if (rotation !== undefined) hooks.change(id, secret.value);
        await leave(before, old, !isNew);
      },
    });
  };
}

function unmoved(subscription: Subscription): MovedSubscription {
  return { subscription, undo: async () => {}, finish: async () => {} };
}

/** Our webhook at a place: the one that is there, or else a new one. */
async function webhookAt(
  to: OrchestratorAccess,
  request: WebhookRequest,
  oldId: number,
  webhooks: OrchestratorWebhooks,
): Promise<Result<{ readonly webhookId: number; readonly isNew: boolean }, Failure>> {
  const found = await webhooks.findByUrl(to, request.url);
  if (!found.ok) return found;
  const webhookId = found.value.includes(oldId) ? oldId : found.value[0];
  if (webhookId !== undefined) {
    // Its secret cannot be seen: one that was left there by an earlier move may have another.
    const changed = await webhooks.change(to, webhookId, request);
    if (!changed.ok) return changed;
    if (changed.value === 'changed') return succeed({ webhookId, isNew: webhookId !== oldId });
  }
  const created = await webhooks.create(to, request);
  if (created.ok) return succeed({ webhookId: created.value, isNew: true });
  // One that was made all the same would call in vain until the connection is deleted.
  if (created.failure.mayHaveHappened === true) await deleteStrayWebhooks(to, request.url, webhooks);
  return created;
}

function isSamePlace(one: ConnectionTarget, other: ConnectionTarget): boolean {
  return one.orchestratorUrl === other.orchestratorUrl && one.tenant === other.tenant;
}
