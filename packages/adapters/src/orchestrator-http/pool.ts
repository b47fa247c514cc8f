import { type ConnectionTarget, originOf } from '@cuelight/core';
import { Pool } from 'undici';
import type { EgressGuard } from '../egress/index.js';
import { createConnector } from '../network/index.js';
import type { OrchestratorHttpTimeouts } from './options.js';

/** How many sockets one pool may hold at a time; further requests wait for a free one. */
const maxSockets = 32;

/** What is the same for all pools. */
export interface PoolLimits {
  readonly timeouts: OrchestratorHttpTimeouts;
  readonly maxReplyBytes: number;
  readonly extraCaPem?: string;
  readonly egress: EgressGuard | 'unguarded';
}

/**
 * The pool of sockets to one target: kept alive, bounded, no redirects, every certificate verified against the usual
 * authorities plus those given, and the host name always. It goes only where egress allows.
 */
export function createPool(target: ConnectionTarget, limits: PoolLimits): Pool {
  const { connectMs, headersMs, bodyMs } = limits.timeouts;
  const origin = originOf(target.orchestratorUrl);
  const extraCaPems = [limits.extraCaPem, target.caPem].filter((pem) => pem !== undefined);
  return new Pool(origin, {
    connections: maxSockets,
    headersTimeout: headersMs,
    bodyTimeout: bodyMs,
    maxResponseSize: limits.maxReplyBytes,
    connect: createConnector(origin, { extraCaPems, connectMs, egress: limits.egress }),
  });
}
