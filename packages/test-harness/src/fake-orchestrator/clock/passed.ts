import type { VirtualClock } from './virtual-clock.js';

/** Waits on a virtual clock. Whether the time passed; false when the clock was stopped before. */
export function passed(delayMs: number, clock: VirtualClock): Promise<boolean> {
  return new Promise((resolve) => {
    const drop = () => resolve(false);
    clock.stopped.addEventListener('abort', drop, { once: true });
    clock.after(delayMs, () => {
      clock.stopped.removeEventListener('abort', drop);
      resolve(true);
    });
  });
}
