import type { Clock } from '../ports/clock.js';

/** Waits for work, but no longer than `waitMs`: then the answer is `late`, and the work goes on unheard. */
export function within<T>(clock: Clock, waitMs: number, work: Promise<T>): Promise<T | 'late'> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(waitMs, () => resolve('late'));
    work.then(resolve, reject).finally(cancel);
  });
}
