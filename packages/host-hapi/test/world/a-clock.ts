import { systemClock } from '@cuelight/adapters/system';
import type { Clock } from '@cuelight/core';

/** A clock that goes as the machine's does, and can be put forward. */
export interface ForwardClock extends Clock {
  /** Nothing that is planned is run earlier for it. */
  forward(byMs: number): void;
}

export function aForwardClock(): ForwardClock {
  let aheadMs = 0;
  return {
    nowMs: () => systemClock.nowMs() + aheadMs,
    after: (delayMs, run) => systemClock.after(delayMs, run),
    forward(byMs) {
      aheadMs += byMs;
    },
  };
}
