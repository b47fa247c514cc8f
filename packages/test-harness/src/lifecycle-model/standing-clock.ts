import type { Clock } from '@cuelight/core';

/** A clock that stands still until it is advanced. */
export interface StandingClock extends Clock {
  /**
   * Lets time pass: runs what is due in the order of its time, and after each waits until everything has come to rest
   * that followed from it.
   */
  advance(byMs: number): Promise<void>;
}

/**
 * Makes a clock that stands at `startMs`.
 *
 * @param atRest resolves when nothing goes on any more that does not wait for this clock; by default when no promise does
 */
export function createStandingClock(startMs: number, atRest: () => Promise<void> = promisesSettled): StandingClock {
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
      let atThisMoment = 0;
      await atRest();
      for (;;) {
        const [due] = planned.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (due === undefined) break;
        planned = planned.filter((other) => other !== due);
        atThisMoment = due.atMs > nowMs ? 0 : atThisMoment + 1;
        if (atThisMoment > mostAtOneMoment)
          throw new Error('time does not go on: something plans itself again at once');
        nowMs = Math.max(nowMs, due.atMs);
        due.run();
        await atRest();
      }
      nowMs = untilMs;
    },
  };
}

/** More than this many things in a row at the same moment are a loop. */
const mostAtOneMoment = 10_000;

/** Lets every promise go on that can; nothing here waits for real time. */
export async function promisesSettled(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}
