import type { Clock } from '../ports/clock.js';

/** Waits on the given clock. */
export function sleep(clock: Pick<Clock, 'after'>, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
