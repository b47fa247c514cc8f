import type { Clock } from '../../src/index.js';

/** A clock that stands still until it is advanced. */
export interface VirtualClock extends Clock {
  /** Lets time pass, running what is due in the order of its time, and everything that follows from it. */
  advance(byMs: number): Promise<void>;
}

export function createVirtualClock(startMs = Date.UTC(2026, 10, 23, 9, 0, 0, 250)): VirtualClock {
  let nowMs = startMs;
  let planned: { readonly atMs: number; readonly run: () => void }[] = [];

  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const plan = { atMs: nowMs + delayMs, run };
      planned.push(plan);
      return () => {
        planned = planned.filter((other) => other !== plan);
      };
    },
    async advance(byMs) {
      const untilMs = nowMs + byMs;
      await settle();
      for (;;) {
        const due = planned.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        planned = planned.filter((other) => other !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.run();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets every promise that can go on do so: nothing here waits for real time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
}
