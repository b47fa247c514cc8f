import { type Finding, pass, warning, warningOf } from '../diagnosis/finding.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks } from '../ports/orchestrator-webhooks.js';
import { succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';

/** What proving needs. */
export interface ProveDeliveryPorts {
  readonly webhooks: OrchestratorWebhooks;
  readonly hooks: HookRegistry;
}

/**
 * Has Orchestrator send a ping through a webhook, and waits whether it arrives here, signed. That it does not is a
 * warning: jobs are then followed by reading.
 */
export async function proveDelivery(
  access: OrchestratorAccess,
  webhookId: number,
  withinMs: number,
  { webhooks, hooks }: ProveDeliveryPorts,
): Promise<Finding> {
  const arrival = hooks.expectPing(access.connectionId, withinMs);
  // Nobody waits for the reply once the ping has come, or its time is over.
  const sent = await Promise.race([webhooks.ping(access, webhookId), arrival.then(() => succeed(undefined))]);
  if (!sent.ok) return warningOf(sent.failure);
  if (await arrival) return pass('A signed ping came back.');
  return warning('ping-lost', `No signed ping came back within ${withinMs / 1_000} s.`);
}
