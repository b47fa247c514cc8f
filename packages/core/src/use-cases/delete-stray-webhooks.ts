import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import { type Result, succeed } from '../result.js';

/**
 * Deletes the webhooks that call this address: ones that were made without our learning their id, because the reply was
 * lost or the service ended.
 */
export async function deleteStrayWebhooks(
  access: OrchestratorAccess,
  url: string,
  webhooks: OrchestratorWebhooks,
): Promise<Result<void, Failure>> {
  const strays = await webhooks.findByUrl(access, url);
  return strays.ok ? deleteWebhooks(access, strays.value, webhooks) : strays;
}

/** Deletes these webhooks, one after the other, as far as that goes. */
export async function deleteWebhooks(
  access: OrchestratorAccess,
  webhookIds: readonly number[],
  webhooks: OrchestratorWebhooks,
): Promise<Result<void, Failure>> {
  for (const webhookId of webhookIds) {
    const deleted = await webhooks.delete(access, webhookId);
    if (!deleted.ok) return deleted;
  }
  return succeed(undefined);
}
