import type { Clock } from '@cuelight/core';

/**
 * The time of whatever runtime this is. What is planned keeps a process of Node alive, unlike the system's clock: whoever
 * waits for an answer of the service has nothing else that would, and it is cancelled as soon as nobody waits.
 */
export const webClock: Clock = {
  nowMs: () => Math.floor(performance.timeOrigin + performance.now()),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
