import { type Connection, heldWebhookOf } from '../connection/connection.js';
import type { Failure } from '../failure/failure.js';
import type { OrchestratorAccess } from '../ports/orchestrator.js';
import type { OrchestratorWebhooks, Webhook } from '../ports/orchestrator-webhooks.js';
import { type Result, succeed } from '../result.js';

/** What Orchestrator has of the webhook of a connection. */
export interface FoundWebhook {
  readonly access: OrchestratorAccess;
  readonly url: string;
  /** The webhook that the row names, or else one with our address that was made without our learning its id. */
  readonly webhookId: number | undefined;
  /** Whether the one that the row names is as it should be, as far as can be seen: its secret cannot. */
  readonly isRight: boolean;
  /** Others with our address. */
  readonly strays: readonly number[];
}

/** Looks the webhook up by its id, and others by our address. Failures: those of calling Orchestrator. */
export async function findWebhook(
  { subscription }: Connection,
  access: OrchestratorAccess,
  url: string,
  webhooks: OrchestratorWebhooks,
): Promise<Result<FoundWebhook, Failure>> {
  const listed = await webhooks.findByUrl(access, url);
  if (!listed.ok) return listed;
  const held = heldWebhookOf(subscription);
  const named = held && (await webhooks.read(access, held.webhookId));
  if (named?.ok === false) return named;
  const webhookId = named?.value?.id ?? listed.value[0];
  const strays = listed.value.filter((id) => id !== webhookId);
  return succeed({ access, url, webhookId, isRight: isRight(named?.value, url), strays });
}

function isRight(webhook: Webhook | undefined, url: string): boolean {
  return (
    webhook !== undefined &&
    webhook.url === url &&
    webhook.isEnabled &&
    webhook.sendsJobEvents &&
    !webhook.allowsInsecureSsl
  );
}
