import type { JobState } from '../lifecycle/job-state.js';

/** What decides when a followed job is read next. */
export interface PaceInput {
  /** The state its listeners know. */
  readonly state: JobState;
  /** How long it has been known to be in that state. */
  readonly stayedMs: number;
  /** How many reads in a row told nothing new. */
  readonly quietReads: number;
  /** Whether webhooks prove alive: reading is then only the safety net. */
  readonly isHeard: boolean;
  /** 0 to 1: spreads the reads of jobs that began together. */
  readonly jitter: number;
}

/** Between reads while webhooks prove alive. */
const slow = { firstMs: 15_000, longestMs: 60_000 };

/** Between reads while no webhook comes: reading is then all there is. */
const fast = { firstMs: 1_000, longestMs: 30_000 };

/**
 * How long a job usually stays in a state that it leaves without doing any work. One that has not moved by then should
 * have, and is read at that moment, once.
 */
const usualStayMs: Partial<Record<JobState, number>> = {
  Pending: 5_000,
  Resumed: 5_000,
  Stopping: 5_000,
  Terminating: 5_000,
};

/**
 * How long to wait before a followed job is read again: growing by half with every read that told nothing, jittered by a
 * quarter, and not past the moment at which it should have moved.
 */
export function nextReadInMs({ state, stayedMs, quietReads, isHeard, jitter }: PaceInput): number {
  const { firstMs, longestMs } = isHeard ? slow : fast;
  const growingMs = Math.min(longestMs, firstMs * 1.5 ** Math.min(quietReads, 20));
  const pacedMs = Math.round(growingMs * (0.75 + 0.5 * jitter));
  const shouldMoveInMs = (usualStayMs[state] ?? 0) - stayedMs;
  return shouldMoveInMs > 0 ? Math.min(pacedMs, Math.ceil(shouldMoveInMs)) : pacedMs;
}
