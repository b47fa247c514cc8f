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

/** How Orchestrator tells us of jobs. */
export type Subscription =
  /**
   * Orchestrator calls our webhook. `webhookId` is Orchestrator's id of it; `isProven` says whether a signed ping has
   * come back through it.
   */
  | { readonly kind: 'webhook'; readonly webhookId: number; readonly secret: SecretRef; readonly isProven: boolean }
  /**
   * Jobs are followed by reading them, because there is no `CUELIGHT_PUBLIC_URL`, or because Orchestrator refused the
   * subscription (usually a missing Webhooks permission).
   */
  | { readonly kind: 'polling'; readonly why: 'no-public-url' | 'subscription-refused' };
