import type { Clock } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from './contract.js';

/** What every clock that runs by itself promises, in the order of the port. */
export const clockChecks: readonly Check<Clock>[] = [
  {
    title: 'tells milliseconds since 1970, and never less than before',
    run(clock) {
      const first = clock.nowMs();

      expect(Number.isFinite(first) && first > Date.UTC(2024, 0, 1)).toBe(true);
      expect(clock.nowMs()).toBeGreaterThanOrEqual(first);
    },
  },
  {
    title: 'calls what was planned, the sooner first',
    async run(clock) {
      const called: string[] = [];
      const both = new Promise<void>((resolve) => {
        clock.after(30, () => {
          called.push('later');
          resolve();
        });
        clock.after(1, () => called.push('sooner'));
      });
      await both;

      expect(called).toEqual(['sooner', 'later']);
    },
  },
  {
    title: 'does not call what was cancelled',
    async run(clock) {
      const called: string[] = [];
      const cancel = clock.after(1, () => called.push('cancelled'));
      cancel();
      cancel();
      await new Promise<void>((resolve) => clock.after(20, resolve));

      expect(called).toEqual([]);
    },
  },
  {
    title: 'takes a cancel after the call as nothing',
    async run(clock) {
      let cancel = () => {};
      await new Promise<void>((resolve) => {
        cancel = clock.after(0, resolve);
      });

      expect(cancel).not.toThrow();
    },
  },
];

/** Runs {@link clockChecks}. */
export function clockContract(name: string, makeSubject: MakeSubject<Clock>): void {
  contract(`${name}: time`, clockChecks, makeSubject);
}
