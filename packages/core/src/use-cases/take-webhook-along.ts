import type { ConnectionTarget } from '../connection/connection.js';
import { tenantOf } from '../connection/tenant-of.js';
import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks, WebhookRequest } from '../ports/orchestrator-webhooks.js';
import { type Result, succeed } from '../result.js';
import { deleteStrayWebhooks } from './delete-stray-webhooks.js';

/** The webhook at another place; `isNew` unless it is the one that was at the old place. */
export interface WebhookThere {
  readonly webhookId: number;
  readonly isNew: boolean;
}

/**
 * Has a webhook be at another place: the one that is there already, as in the same Orchestrator under another name, or
 * else a new one. Failures: those of calling Orchestrator.
 */
export async function takeWebhookAlong(
  from: { readonly target: ConnectionTarget; readonly webhookId: number },
  to: OrchestratorAccess,
  request: WebhookRequest,
  webhooks: OrchestratorWebhooks,
): Promise<Result<WebhookThere, Failure>> {
  // One that another tenant has is not the one that is left, though their ids may be the same. The upkeep deletes it.
  if (tenantOf(from.target) !== tenantOf(to.target)) return create(to, request, webhooks);
  const found = await webhooks.findByUrl(to, request.url);
  if (!found.ok) return found;
  const webhookId = found.value.includes(from.webhookId) ? from.webhookId : found.value[0];
  if (webhookId !== undefined) {
    // Its secret cannot be seen: one that was left there by an earlier move may have another.
    const changed = await webhooks.change(to, webhookId, request);
    if (!changed.ok) return changed;
    if (changed.value === 'changed') return succeed({ webhookId, isNew: webhookId !== from.webhookId });
  }
  return create(to, request, webhooks);
}

async function create(
  to: OrchestratorAccess,
  request: WebhookRequest,
  webhooks: OrchestratorWebhooks,
): Promise<Result<WebhookThere, Failure>> {
  const created = await webhooks.create(to, request);
  if (created.ok) return succeed({ webhookId: created.value, isNew: true });
  // One that was made all the same would call in vain until the connection is deleted.
  if (created.failure.mayHaveHappened === true) await deleteStrayWebhooks(to, request.url, webhooks);
  return created;
}
