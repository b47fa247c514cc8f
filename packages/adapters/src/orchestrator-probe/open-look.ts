import type { CancelSignal } from '@cuelight/core';
import { Pool } from 'undici';
import type { EgressGuard } from '../egress/index.js';
import { callCancelledCode, createConnector, exchange } from '../network/index.js';
import { type Approach, createApproach } from './approach.js';
import { stopOf } from './stop-of.js';
import type { Answer } from './who-answers.js';

/** A longer reply is not read to its end: what is asked for is a few hundred bytes long. */
const maxReplyBytes = 64 * 1024;

const headers = ['accept', 'application/json'];

/** How one address is looked at. */
export interface LookLimits {
  readonly extraCaPems: readonly string[];
  readonly egress: EgressGuard | 'unguarded';
  /** The whole look, from now on. */
  readonly withinMs: number;
  readonly nowMs: () => number;
  readonly signal: CancelSignal | undefined;
}

/** One look at an address that is under way. */
export interface Look {
  readonly approach: Approach;
  /** Asks for a path below the address, without a credential. */
  ask(path: string): Promise<Answer>;
  /** Closes every connection. */
  close(): Promise<void>;
}

/** Begins to look at an address. Opens nothing until something is asked. */
export function openLook(url: string, { extraCaPems, egress, withinMs, nowMs, signal }: LookLimits): Look {
  const { origin, hostname, pathname } = new URL(url);
  const base = pathname.replace(/\/+$/, '');
  const untilMs = performance.now() + withinMs;
  const approach = createApproach(hostname, nowMs);
  const { watch } = approach;
  const pool = new Pool(origin, {
    connections: 1,
    // Time is limited for the look as a whole.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxReplyBytes,
    connect: createConnector(origin, { extraCaPems, connectMs: withinMs, egress, watch }),
  });

  return {
    approach,
    async ask(path) {
      if (signal?.aborted) return { stop: { why: 'failed', code: callCancelledCode } };
      const request = { origin, method: 'GET', path: base + path, headers } as const;
      const startMs = nowMs();
      const outcome = await exchange(pool, request, Math.max(Math.ceil(untilMs - performance.now()), 1), signal);
      const times = {
        asked: origin + base + path,
        sentMs: Math.max(startMs, approach.readyMs() ?? startMs),
        receivedMs: nowMs(),
      };
      if (outcome.ok) return { arrived: { reply: outcome.value, ...times } };
      const { failure } = outcome;
      const { head } = failure;
      return {
        stop: stopOf({ ...failure, error: approach.alert() ?? failure.error }, approach.stage()),
        ...(head !== undefined && { arrived: { reply: { ...head, text: '' }, ...times } }),
      };
    },
    async close() {
      approach.close();
      await pool.destroy();
    },
  };
}
