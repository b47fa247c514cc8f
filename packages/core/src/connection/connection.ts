import type { SecretRef } from '../credential/secret-ref.js';
import type { IdentityUrl } from './identity-url.js';
import type { OrchestratorUrl } from './orchestrator-url.js';

/**
 * Where a connection stands: `connecting` while its first checks run (invisible to lists), `verified` once they passed,
 * `retired` from the moment it is being removed (unusable at once).
 */
export type ConnectionStatus = 'connecting' | 'verified' | 'retired';

/** One Orchestrator tenant, reached with one credential under one trust policy. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly target: ConnectionTarget;
  readonly status: ConnectionStatus;
  /** Absent only while the connection is being made. */
  readonly credential?: SecretRef;
  readonly subscription: Subscription;
  /**
   * When a secret was last about to be put that this row does not name yet, in milliseconds since 1970: it may be stored
   * still, or one that was named before. Absent when none can be.
   */
  readonly looseSecretsSinceMs?: number;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
  /** Rises by one with every change: who changes a row names the revision that was read. */
  readonly revision: number;
}

/** What a credential is sent to. Changing it requires the full credential again. */
export interface ConnectionTarget {
  readonly orchestratorUrl: OrchestratorUrl;
  readonly tenant: string;
  /** Where access tokens are got; absent when it is where Orchestrator usually has it, on the same host. */
  readonly identityUrl?: IdentityUrl;
  /** Extra certificate authorities to trust for this connection, PEM; absent when the system's suffice. */
  readonly caPem?: string;
}

/** A webhook at Orchestrator: Orchestrator's id of it, and the secret that it signs with. */
export interface HeldWebhook {
  readonly webhookId: number;
  readonly secret: SecretRef;
  /** A change of the secret that is under way; deliveries signed with either verify. */
  readonly rotation?: SecretRotation;
}

/** A change of the secret of a webhook. */
export interface SecretRotation {
  /** The second secret. */
  readonly other: SecretRef;
  /**
   * `next`: Orchestrator is to sign with it, and may do so already. `previous`: Orchestrator signed with it before, and
   * what was under way then may still come.
   */
  readonly otherIs: 'next' | 'previous';
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
}

/** How Orchestrator tells us of jobs. */
export type Subscription =
  /** Orchestrator calls our webhook. `isProven` says whether a signed ping has come back through it. */
  | (HeldWebhook & { readonly kind: 'webhook'; readonly isProven: boolean })
  /**
   * Jobs are followed by reading them, because there is no `CUELIGHT_PUBLIC_URL`, or because Orchestrator refused the
   * subscription (usually a missing Webhooks permission). `webhook` is what there was before it refused: it may still
   * be there, and what it sends is taken.
   */
  | {
      readonly kind: 'polling';
      readonly why: 'no-public-url' | 'subscription-refused';
      readonly webhook?: HeldWebhook;
    };

/** The webhook that a row names, whatever it is worth at present. */
export function heldWebhookOf(subscription: Subscription): HeldWebhook | undefined {
  if (subscription.kind === 'polling') return subscription.webhook;
  const { webhookId, secret, rotation } = subscription;
  return { webhookId, secret, ...(rotation !== undefined && { rotation }) };
}

/** The same subscription with another webhook in it. */
export function withWebhook(subscription: Subscription, held: HeldWebhook): Subscription {
  return subscription.kind === 'polling'
    ? { kind: 'polling', why: subscription.why, webhook: held }
    : { kind: 'webhook', isProven: subscription.isProven, ...held };
}
