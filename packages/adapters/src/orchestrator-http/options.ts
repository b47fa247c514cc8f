import type { Notices } from '@cuelight/core';
import { createEgressGuard, type EgressGuard } from '../egress/index.js';

/** How long each part of one HTTP exchange may take, in milliseconds. */
export interface OrchestratorHttpTimeouts {
  /** Until the connection stands, TLS included. Default 5,000. */
  readonly connectMs: number;
  /** From the request being sent to the headers of the reply. Default 20,000. */
  readonly headersMs: number;
  /** Between two pieces of the reply's body. Default 10,000. */
  readonly bodyMs: number;
  /** The whole exchange, waiting for a free connection included. Default 30,000. */
  readonly callMs: number;
}

/** What may be said about how Orchestrator is called. */
export interface OrchestratorHttpOptions {
  /** A clock that never goes back, in milliseconds; only differences count. Default `performance.now`. */
  readonly nowMs?: () => number;
  readonly timeouts?: Partial<OrchestratorHttpTimeouts>;
  /** A longer reply is `orchestrator-reply-unusable`. Default 10 MiB. */
  readonly maxReplyBytes?: number;
  /** Certificate authorities that every connection trusts beside its own and the usual ones, PEM. Default none. */
  readonly extraCaPem?: string;
  /** Told when a stored folder turns out to be elsewhere. Default: nobody is. */
  readonly notices?: Notices;
  /**
   * Which addresses may be called. Default a guard that allows public addresses, RFC 1918 and fc00::/7: not loopback.
   * `unguarded` is for those who guard elsewhere, and for tests.
   */
  readonly egress?: EgressGuard | 'unguarded';
}

/** The options with their defaults filled in. */
export interface OrchestratorHttpLimits {
  readonly nowMs: () => number;
  readonly timeouts: OrchestratorHttpTimeouts;
  readonly maxReplyBytes: number;
  readonly extraCaPem?: string;
  readonly notices: Notices;
  readonly egress: EgressGuard | 'unguarded';
}

/** Fills in the defaults. */
export function limitsOf(options: OrchestratorHttpOptions): OrchestratorHttpLimits {
  const { nowMs = () => performance.now(), timeouts, maxReplyBytes = 10 * 1024 * 1024, extraCaPem } = options;
  const { notices = { notice: () => {} } } = options;
  const { egress = createEgressGuard() } = options;
  return {
    nowMs,
    timeouts: { connectMs: 5_000, headersMs: 20_000, bodyMs: 10_000, callMs: 30_000, ...timeouts },
    maxReplyBytes,
    notices,
    egress,
    ...(extraCaPem !== undefined && { extraCaPem }),
  };
}
