import type { Clock } from '@cuelight/core';

/** A clock for code that pauses: a pause of less than a minute is over at once, and what is planned later waits for `advance`. */
export interface SkippingClock extends Clock {
  /** Lets time pass: what falls due runs, in order, each at its own moment. */
  advance(ms: number): Promise<void>;
  /** The pauses that were made, in milliseconds. */
  readonly pauses: readonly number[];
  /** Waits until something is planned for later. */
  planned(): Promise<void>;
}

const shortMs = 60_000;

/** A clock that begins at the present. */
export function aSkippingClock(): SkippingClock {
  let nowMs = Date.now();
  let planned: { readonly atMs: number; readonly run: () => void }[] = [];
  const pauses: number[] = [];

  return {
    pauses,
    nowMs: () => nowMs,
    async planned() {
      while (planned.length === 0) await new Promise(setImmediate);
    },
    after(delayMs, run) {
      if (delayMs < shortMs) {
        pauses.push(delayMs);
        nowMs += delayMs;
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      }
      const plan = { atMs: nowMs + delayMs, run };
      planned.push(plan);
      return () => {
        planned = planned.filter((other) => other !== plan);
      };
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = planned.filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs);
        if (next === undefined) break;
        planned = planned.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
      }
      nowMs = untilMs;
    },
  };
}
