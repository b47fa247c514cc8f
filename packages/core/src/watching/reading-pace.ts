/** What decides when a followed job is read next. */
export interface PaceInput {
  /** How many reads in a row told nothing new. */
  readonly quietReads: number;
  /** When the last verified delivery came for the connection; undefined when none came yet. */
  readonly heardAtMs: number | undefined;
  readonly nowMs: number;
  /** 0 to 1: spreads the reads of jobs that began together. */
  readonly jitter: number;
}

/** Webhooks count as alive this long after the last delivery. */
const aliveMs = 300_000;

/** Between reads while webhooks prove alive: reading is then only the safety net. */
const slow = { firstMs: 15_000, longestMs: 60_000 };

/** Between reads while no webhook comes: reading is then all there is. */
const fast = { firstMs: 1_000, longestMs: 30_000 };

/** How long to wait before a followed job is read again: growing by half with every read that told nothing, jittered. */
export function nextReadInMs({ quietReads, heardAtMs, nowMs, jitter }: PaceInput): number {
  const isAlive = heardAtMs !== undefined && nowMs - heardAtMs < aliveMs;
  const { firstMs, longestMs } = isAlive ? slow : fast;
  const growingMs = Math.min(longestMs, firstMs * 1.5 ** Math.min(quietReads, 20));
  return Math.round(growingMs * (0.75 + 0.5 * jitter));
}
