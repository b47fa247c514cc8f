import { accessOf, webhookSecretBinding } from '../connection/access.js';
import {
  type Connection,
  type HeldWebhook,
  heldWebhookOf,
  type Subscription,
  withWebhook,
} from '../connection/connection.js';
import { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { Notices } from '../ports/notices.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import type { Randomness } from '../ports/randomness.js';
import { type Result, succeed } from '../result.js';
import { hookUrl } from '../webhook/hook-url.js';
import { deleteWebhooks } from './delete-stray-webhooks.js';
import { type FoundWebhook, findWebhook } from './find-webhook.js';
import type { IsAbandoned } from './is-abandoned.js';
import { noteSubscription } from './note-subscription.js';
import { openHook } from './open-hook.js';
import { stillAsRead } from './still-as-read.js';
import { webhookSecretBytes } from './subscribe.js';
import { dropOtherSecret, type TidySecretsPorts, tidySecrets } from './tidy-secrets.js';

/** How the webhook of a connection was found, or what was done to it; `refused` when Orchestrator allows none. */
export type Upkeep = 'right' | 'changed' | 'created' | 'refused' | 'nothing-to-keep';

/** What seeing to one webhook needs. */
export interface KeepSubscriptionPorts extends TidySecretsPorts {
  readonly isAbandoned: IsAbandoned;
  readonly webhooks: OrchestratorWebhooks;
  readonly randomness: Randomness;
  readonly notices: Notices;
  /** Where Orchestrator reaches us; absent when it cannot: then only secrets are put in order. */
  readonly publicUrl: string | undefined;
}

/** Sees to one webhook; no other change of the same connection may be under way. */
export type KeepSubscription = (
  connectionId: string,
  how?: {
    /** Makes it what is wanted even when it looks so: its secret cannot be seen. */
    readonly isSuspect?: boolean;
    /** Whether Orchestrator was never asked before for the change of the secret that is under way. */
    readonly isFirstAsk?: boolean;
  },
) => Promise<Result<Upkeep, Failure>>;

/** Makes the use case. */
export function createKeepSubscription(ports: KeepSubscriptionPorts): KeepSubscription {
  const { connections, secrets, clock, hooks, webhooks, randomness, notices, publicUrl } = ports;

  return async (connectionId, { isSuspect = false, isFirstAsk = false } = {}) => {
    const read = await connections.find(connectionId);
    if (!read.ok) return read;
    if (read.value?.status !== 'verified') return succeed('nothing-to-keep');
    const tidied = await tidySecrets(read.value, ports);
    if (!tidied.ok) return tidied;
    const row = tidied.value;
    if (publicUrl === undefined) return succeed('nothing-to-keep');
    const held = heldWebhookOf(row.subscription);
    const hook = held === undefined ? succeed('lost' as const) : await reopened(row, held);
    if (!hook.ok) return hook;
    const access = accessOf(row, ports);
    if (!access.ok) return access;
    const found = await findWebhook(row, access.value, hookUrl(publicUrl, row.id), webhooks);
    if (!found.ok) return found.failure.code === 'orchestrator-forbidden' ? refused(row) : found;
    const kept =
      held === undefined || hook.value === 'lost'
        ? await subscribeAnew(row, found.value)
        : await keepHeld(row, held, found.value, isSuspect, isFirstAsk);
    if (!kept.ok || kept.value === 'refused') return kept;
    const strays = await deleteWebhooks(access.value, found.value.strays, webhooks);
    if (!strays.ok) return strays;
    if (found.value.strays.length > 0)
      notices.notice({ kind: 'webhook-repaired', connectionId, how: 'strays-deleted' });
    return kept;
  };

  /** Takes what either secret signs, also when one could not be read before; `lost` when nothing can be taken. */
  async function reopened(row: Connection, { rotation }: HeldWebhook): Promise<Result<'open' | 'lost', Failure>> {
    if (hooks.secretsOf(row.id).length >= (rotation === undefined ? 1 : 2)) return succeed('open');
    const opened = await openHook(row, ports);
    // Orchestrator must not be made to sign with what is not taken yet.
    if (!opened.ok && opened.failure.code !== 'secret-missing') return opened;
    const still = opened.ok ? opened : await stillAsRead(row, connections);
    if (!still.ok) return still;
    return succeed(hooks.secretsOf(row.id).length === 0 ? 'lost' : 'open');
  }

  /** A connection without a secret, or whose secret is gone: it is given one once Orchestrator has taken the webhook. */
  async function subscribeAnew(row: Connection, found: FoundWebhook): Promise<Result<Upkeep, Failure>> {
    const secret = new Secret(randomness.secretText(webhookSecretBytes));
    // Deliveries may come before the reply does.
    hooks.open(row.id, secret);
    const made = await makeRight(found, secret);
    if (!made.ok) {
      hooks.close(row.id);
      return made.failure.code === 'orchestrator-forbidden' ? refused(row) : made;
    }
    const noted = await noteNewSecret(row, secret, made.value.webhookId);
    if (!noted.ok) {
      hooks.close(row.id);
      // What calls in vain would be found by its address later, were this to fail.
      await webhooks.delete(found.access, made.value.webhookId);
      return noted;
    }
    return repaired(found.access, made.value);
  }

  async function noteNewSecret(row: Connection, secret: Secret, webhookId: number): Promise<Result<unknown, Failure>> {
    const marked = await noteSubscription(connections, row, { looseSecretsSinceMs: clock.nowMs() });
    if (!marked.ok) return marked;
    const ref = await secrets.put(webhookSecretBinding(row.id, row.target), secret);
    if (!ref.ok) return ref;
    const subscription: Subscription = { kind: 'webhook', webhookId, secret: ref.value, isProven: false };
    // One that was put before, and never noted, lies about still.
    const { looseSecretsSinceMs } = row;
    const noted = await noteSubscription(connections, marked.value, { subscription, looseSecretsSinceMs });
    if (!noted.ok) await secrets.delete(ref.value);
    return noted;
  }

  async function keepHeld(
    row: Connection,
    held: HeldWebhook,
    found: FoundWebhook,
    isSuspect: boolean,
    isFirstAsk: boolean,
  ): Promise<Result<Upkeep, Failure>> {
    const { rotation } = held;
    const isChanging = rotation?.otherIs === 'next';
    if (found.isRight && !isSuspect && !isChanging) return noteRight(row, held, found);

    const secret = await secrets.read(isChanging ? rotation.other : held.secret, bindingOf(row));
    if (!secret.ok) {
      // It is deleted before the row forgets it: the change of it was given up.
      if (!isChanging || secret.failure.code !== 'secret-missing') return secret;
      const dropped = await dropOtherSecret(row, ports);
      if (!dropped.ok) return dropped;
      return hooks.secretsOf(row.id).length === 0 ? subscribeAnew(dropped.value, found) : succeed('right');
    }
    const made = await makeRight(found, secret.value);
    if (!made.ok) {
      const { failure } = made;
      // One that was asked for before may have been done then.
      if (isChanging && isFirstAsk && found.isRight && isRefusal(failure)) {
        const dropped = await dropOtherSecret(row, ports);
        return dropped.ok ? made : dropped;
      }
      return failure.code === 'orchestrator-forbidden' && !found.isRight ? refused(row) : made;
    }
    const { webhookId, how } = made.value;
    const now: HeldWebhook = isChanging
      ? {
          webhookId,
          secret: rotation.other,
          rotation: { other: held.secret, otherIs: 'previous', sinceMs: clock.nowMs() },
        }
      : { ...held, webhookId };
    const isProven = how === 'changed' && row.subscription.kind === 'webhook' && row.subscription.isProven;
    const noted = await noteSubscription(connections, row, { subscription: { kind: 'webhook', isProven, ...now } });
    if (!noted.ok) return noted;
    // No ping for one that looked right: it would be taken for the events that stay away.
    return found.isRight ? succeed('right') : repaired(found.access, made.value);
  }

  /** It is as it should be: notes that it is there again, or that it has proved itself. */
  async function noteRight(row: Connection, held: HeldWebhook, found: FoundWebhook): Promise<Result<Upkeep, Failure>> {
    const before = row.subscription;
    const wasProven = before.kind === 'webhook' && before.isProven;
    const isProven = wasProven || hooks.isProven(row.id);
    if (!isProven) await webhooks.ping(found.access, held.webhookId);
    if (before.kind === 'webhook' && isProven === wasProven) return succeed('right');
    const noted = await noteSubscription(connections, row, { subscription: { kind: 'webhook', isProven, ...held } });
    return noted.ok ? succeed('right') : noted;
  }

  /** Makes the webhook that there is what is wanted, or a new one. */
  async function makeRight(
    { access, url, webhookId }: FoundWebhook,
    secret: Secret,
  ): Promise<Result<{ readonly webhookId: number; readonly how: 'changed' | 'created' }, Failure>> {
    if (webhookId !== undefined) {
      const changed = await webhooks.change(access, webhookId, { url, secret });
      if (!changed.ok) return changed;
      if (changed.value === 'changed') return succeed({ webhookId, how: 'changed' });
    }
    const created = await webhooks.create(access, { url, secret });
    return created.ok ? succeed({ webhookId: created.value, how: 'created' }) : created;
  }

  /** Has the webhook prove itself: nobody waits for the ping, which is heard when it comes. */
  async function repaired(
    access: OrchestratorAccess,
    { webhookId, how }: { readonly webhookId: number; readonly how: 'changed' | 'created' },
  ): Promise<Result<Upkeep, Failure>> {
    notices.notice({ kind: 'webhook-repaired', connectionId: access.connectionId, how });
    await webhooks.ping(access, webhookId);
    return succeed(how);
  }

  /** What the row names is kept: it may still be there, and be seen again one day. */
  async function refused(row: Connection): Promise<Result<Upkeep, Failure>> {
    const { subscription } = row;
    if (subscription.kind === 'polling' && subscription.why === 'subscription-refused') return succeed('refused');
    const held = heldWebhookOf(subscription);
    const polling: Subscription = { kind: 'polling', why: 'subscription-refused' };
    const noted = await noteSubscription(connections, row, {
      subscription: held === undefined ? polling : withWebhook(polling, held),
    });
    if (!noted.ok) return noted;
    notices.notice({ kind: 'subscription-refused', connectionId: row.id });
    return succeed('refused');
  }
}

/** Whether Orchestrator has surely not done what was asked, and will not when asked again. */
function isRefusal({ code, mayHaveHappened }: Failure): boolean {
  return mayHaveHappened !== true && (code === 'orchestrator-forbidden' || code === 'orchestrator-refused');
}

function bindingOf({ id, target }: Connection) {
  return webhookSecretBinding(id, target);
}
