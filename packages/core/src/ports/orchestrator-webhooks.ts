import type { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import type { OrchestratorAccess } from './orchestrator.js';

/** The webhook that is wanted: enabled, always with TLS verification, always for the job events only. */
export interface WebhookRequest {
  /** Where Orchestrator calls us. */
  readonly url: string;
  /** The key of the HMAC-SHA256 signature, at most 100 characters. */
  readonly secret: Secret;
}

/** A webhook as Orchestrator has it. Its secret is not read. */
export interface Webhook {
  readonly id: number;
  readonly url: string;
  readonly isEnabled: boolean;
  /** Whether it sends the job events that this Orchestrator has, and no others. */
  readonly sendsJobEvents: boolean;
  /** Whether it skips the verification of our certificate. */
  readonly allowsInsecureSsl: boolean;
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
  /** The webhook with this id; undefined when there is none any longer. */
  read(access: OrchestratorAccess, webhookId: number): Promise<Result<Webhook | undefined, Failure>>;
  /**
   * Makes a webhook what is wanted, its secret included; `gone` when there is none any longer. Repeating it is harmless.
   */
  change(
    access: OrchestratorAccess,
    webhookId: number,
    request: WebhookRequest,
  ): Promise<Result<'changed' | 'gone', Failure>>;
  /** Asks Orchestrator to send a `ping` event through the webhook. Says nothing of its arrival. */
  ping(access: OrchestratorAccess, webhookId: number): Promise<Result<void, Failure>>;
  /** Deletes a webhook; deleting one that is gone succeeds. */
  delete(access: OrchestratorAccess, webhookId: number): Promise<Result<void, Failure>>;
}
