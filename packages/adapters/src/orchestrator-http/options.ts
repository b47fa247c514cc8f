import type { Notices } from '@cuelight/core';
import { createEgressGuard, type EgressGuard } from '../egress/index.js';
import type { CallRate } from './call-budget.js';
import { type Pause, timedPause } from './pause.js';
import { createPool } from './pool.js';
import { createPools, type Pools } from './pools.js';

/** How long each part of one HTTP exchange may take, in milliseconds. */
export interface OrchestratorHttpTimeouts {
  /** Until the connection stands, TLS included. Default 5,000. */
  readonly connectMs: number;
  /** From the request being sent to the headers of the reply. Default 20,000. */
  readonly headersMs: number;
  /** Between two pieces of the reply's body. Default 10,000. */
  readonly bodyMs: number;
  /** The whole call: waiting for its turn and for a free connection, and sending a read again, included. Default 30,000. */
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
  /**
   * How many calls one connection may make; generous, since it is there to keep a mistake from becoming a storm. More
   * wait for their turn, and are `orchestrator-throttled` when it would come too late.
   */
  readonly rate?: Partial<CallRate>;
  /** A number from 0 to below 1, which spreads reads that are sent again. Default `Math.random`. */
  readonly random?: () => number;
  /** Waits before a read is sent again. Default a timer. */
  readonly pause?: Pause;
}

/** The options with their defaults filled in, and the sockets that all connections of the adapter share. */
export interface OrchestratorHttpLimits {
  readonly nowMs: () => number;
  readonly timeouts: OrchestratorHttpTimeouts;
  readonly maxReplyBytes: number;
  readonly extraCaPem?: string;
  readonly notices: Notices;
  readonly egress: EgressGuard | 'unguarded';
  readonly rate: CallRate;
  readonly random: () => number;
  readonly pause: Pause;
  readonly pools: Pools;
}

/** Fills in the defaults. */
export function limitsOf(options: OrchestratorHttpOptions): OrchestratorHttpLimits {
  const { nowMs = () => performance.now(), random = Math.random, pause = timedPause } = options;
  const { maxReplyBytes = 10 * 1024 * 1024, egress = createEgressGuard(), extraCaPem } = options;
  const { notices = { notice: () => {} } } = options;
  const sockets = {
    timeouts: { connectMs: 5_000, headersMs: 20_000, bodyMs: 10_000, callMs: 30_000, ...options.timeouts },
    maxReplyBytes,
    egress,
    ...(extraCaPem !== undefined && { extraCaPem }),
  };
  const rate = { perSecond: 1_000, burst: 2_000, ...options.rate };
  return {
    ...sockets,
    nowMs,
    notices,
    rate,
    random,
    pause,
    pools: createPools((target) => createPool(target, sockets)),
  };
}
