import type { Clock } from '@cuelight/core';

/**
 * The time of a machine whose wall clock may be set back, as it is when it ran ahead: then time here goes on from where
 * it was, so that nothing that was planned waits until the wall clock has caught up.
 *
 * @param wallMs milliseconds since 1970
 * @param steadyMs milliseconds since any moment, never less than before
 */
export function steadyTime(wallMs: () => number, steadyMs: () => number): () => number {
  let aheadMs = wallMs() - steadyMs();
  return () => {
    // A machine that slept has a wall clock that is ahead of the steady one.
    aheadMs = Math.max(aheadMs, wallMs() - steadyMs());
    return Math.floor(aheadMs + steadyMs());
  };
}

/** The time of this machine. What is planned does not keep the process alive. */
export const systemClock: Clock = {
  nowMs: steadyTime(Date.now, () => performance.now()),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
