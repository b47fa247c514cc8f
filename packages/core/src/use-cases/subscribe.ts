import { webhookSecretBinding } from '../connection/access.js';
import type { Subscription } from '../connection/connection.js';
import { Secret } from '../credential/secret.js';
import { pass, warning } from '../diagnosis/finding.js';
import type { NoteFinding } from '../diagnosis/noting-findings.js';
import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import type { Randomness } from '../ports/randomness.js';
import type { SecretStore } from '../ports/secret-store.js';
import { fail, type Result, succeed } from '../result.js';
import { within } from '../time/within.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { hookUrl } from '../webhook/hook-url.js';
import { deleteStrayWebhooks } from './delete-stray-webhooks.js';
import { proveDelivery } from './prove-delivery.js';
import { refusedWebhook } from './refused-webhook.js';

/**
 * Has Orchestrator call us for a connection, with a secret of its own, and proves it with a signed ping. What prevents
 * it becomes a warning that is noted and means that jobs are followed by reading; only our own storage failing is
 * a failure (`secret-unavailable`, `storage-unavailable`).
 */
export type Subscribe = (access: OrchestratorAccess, note: NoteFinding) => Promise<Result<Subscription, Failure>>;

/** What subscribing needs. */
export interface SubscribePorts {
  readonly webhooks: OrchestratorWebhooks;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hooks: HookRegistry;
  /** Where Orchestrator reaches us; absent when it cannot. */
  readonly publicUrl: string | undefined;
}

/**
 * With the checks before them (9 s) these keep whoever connects waiting for less than 20 s: how long making the webhook may
 * take, looking whether a late one was made all the same, and how long the ping may take to come back. What comes later
 * is seen to by the upkeep.
 */
const createWithinMs = 4_000;
const lookWithinMs = 3_000;
const pingWithinMs = 6_000;
/** Orchestrator keeps at most 100 characters of webhook secret; 32 random bytes are 43. */
export const webhookSecretBytes = 32;

/** Makes the use case. */
export function createSubscribe({ webhooks, secrets, clock, randomness, hooks, publicUrl }: SubscribePorts): Subscribe {
  return async (access, note) => {
    if (publicUrl === undefined) {
      note('webhook-subscribed', warning('no-public-url', 'Jobs are followed by reading.'));
      return succeed({ kind: 'polling', why: 'no-public-url' });
    }
    const secret = new Secret(randomness.secretText(webhookSecretBytes));
    const ref = await secrets.put(webhookSecretBinding(access.connectionId, access.target), secret);
    if (!ref.ok) return ref;
    hooks.open(access.connectionId, secret);
    const url = hookUrl(publicUrl, access.connectionId);
    const answer = await within(clock, createWithinMs, webhooks.create(access, { url, secret }));
    const created = answer === 'late' ? fail(tooSlow) : answer;
    if (!created.ok) {
      hooks.close(access.connectionId);
      // One that was made all the same would call in vain until the connection is deleted.
      if (created.failure.mayHaveHappened === true) {
        await within(clock, lookWithinMs, deleteStrayWebhooks(access, url, webhooks));
      }
      note('webhook-subscribed', refusedWebhook(created.failure));
      const deleted = await secrets.delete(ref.value);
      return deleted.ok ? succeed({ kind: 'polling', why: 'subscription-refused' }) : deleted;
    }
    note('webhook-subscribed', pass('Orchestrator has a webhook for this connection.'));
    const delivery = await proveDelivery(access, created.value, pingWithinMs, { webhooks, hooks });
    note('webhook-delivered', delivery);
    const isProven = delivery.verdict === 'pass';
    return succeed({ kind: 'webhook', webhookId: created.value, secret: ref.value, isProven });
  };
}

const tooSlow: Failure = {
  code: 'orchestrator-timeout',
  detail: `Orchestrator took more than ${createWithinMs / 1_000} s to make a webhook.`,
  mayHaveHappened: true,
};
