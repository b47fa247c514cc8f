import type { Clock } from '@cuelight/core';
import type { Tabs } from './tabs.js';

/** Calls that may ask for consent, one after another: two at once would open Assistant twice, with two codes. */
export interface Turns {
  /** Waits for the turn; answers how to end it. */
  take(): Promise<() => void>;
}

/**
 * Turns in this page and in the others of its origin.
 *
 * @param mostMs how long the other pages are waited for, should one of them be stuck
 */
export function createTurns(tabs: Tabs, clock: Clock, mostMs: number): Turns {
  let last: Promise<void> = Promise.resolve();

  return {
    async take() {
      const before = last;
      let end = () => {};
      const isOver = new Promise<void>((resolve) => {
        end = resolve;
      });
      last = isOver;
      await before;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(mostMs, resolve);
        const go = () => {
          cancel();
          resolve();
        };
        const inTurn = async () => {
          go();
          await isOver;
        };
        // A page that may not use what others are known by is on its own.
        tabs.alone(inTurn).catch(go);
      });
      return end;
    },
  };
}
