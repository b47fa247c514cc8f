import type { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import type { OrchestratorAccess } from './orchestrator.js';

/** The webhook to create: always with TLS verification, always for the job events only. */
export interface WebhookRequest {
  /** Where Orchestrator calls us. */
  readonly url: string;
  /** The key of the HMAC-SHA256 signature, at most 100 characters. */
  readonly secret: Secret;
}

/**
 * Orchestrator's webhook subscriptions of the tenant. Failures: those of signing in, `orchestrator-forbidden`,
 * `orchestrator-refused`.
 */
export interface OrchestratorWebhooks {
  /** Creates a webhook and answers Orchestrator's id of it. Not idempotent: repeating it creates another. */
  create(access: OrchestratorAccess, request: WebhookRequest): Promise<Result<number, Failure>>;
  /** The ids of the webhooks that call this address. */
  findByUrl(access: OrchestratorAccess, url: string): Promise<Result<readonly number[], Failure>>;
  /** Asks Orchestrator to send a `ping` event through the webhook. Says nothing of its arrival. */
  ping(access: OrchestratorAccess, webhookId: number): Promise<Result<void, Failure>>;
  /** Deletes a webhook; deleting one that is gone succeeds. */
  delete(access: OrchestratorAccess, webhookId: number): Promise<Result<void, Failure>>;
}
