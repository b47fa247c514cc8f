import type { Clock } from '@cuelight/core';
import type { Mutant } from './mutant.js';

/** A clock that keeps what its port promises. */
export function honestClock(): Clock {
  return {
    nowMs: Date.now,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

/** Clocks with a fault each. */
export const clockMutants: readonly Mutant<Clock, Clock>[] = [
  {
    fault: 'tells seconds',
    caughtBy: 'tells milliseconds since 1970, and never less than before',
    break: (honest) => ({ ...honest, nowMs: () => honest.nowMs() / 1_000 }),
  },
  {
    fault: 'calls at once',
    caughtBy: 'calls what was planned, the sooner first',
    break: (honest) => ({ ...honest, after: (_, run) => honest.after(0, run) }),
  },
  {
    fault: 'does not cancel',
    caughtBy: 'does not call what was cancelled',
    break: (honest) => ({
      ...honest,
      after(delayMs, run) {
        honest.after(delayMs, run);
        return () => {};
      },
    }),
  },
  {
    fault: 'throws at a late cancel',
    caughtBy: 'takes a cancel after the call as nothing',
    break: (honest) => ({
      ...honest,
      after(delayMs, run) {
        let isOver = false;
        const cancel = honest.after(delayMs, () => {
          isOver = true;
          run();
        });
        return () => {
          if (isOver) throw new Error('it is over');
          cancel();
        };
      },
    }),
  },
];
