import type { Clock } from '@cuelight/core';

/** The time of this machine. What is planned does not keep the process alive. */
export const systemClock: Clock = {
  nowMs: Date.now,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
