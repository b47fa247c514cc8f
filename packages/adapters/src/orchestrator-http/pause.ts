import type { CancelSignal } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';

/** Waits so long, or until the signal says that nobody wants to wait any more. */
export type Pause = (ms: number, signal?: CancelSignal) => Promise<void>;

/** By the timer of the runtime. */
export const timedPause: Pause = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stopWaiting();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stopWaiting = whenCancelled(signal, done);
  });
