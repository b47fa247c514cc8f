import type { RunEvent } from '@cuelight/core';

/** What is told to one listener. */
export interface Telling {
  readonly events: AsyncIterableIterator<RunEvent>;
  tell(event: RunEvent): void;
  /** What was told before is still heard. */
  end(): void;
  /** What was told and not heard is not heard any more. */
  leave(): void;
}

/** @param onLeave called when the listener leaves by itself */
export function createTelling(onLeave: () => void): Telling {
  const told: RunEvent[] = [];
  const waiting: ((result: IteratorResult<RunEvent, undefined>) => void)[] = [];
  let isOver = false;
  const over = { done: true, value: undefined } as const;
  const end = () => {
    isOver = true;
    for (const answer of waiting.splice(0)) answer(over);
  };
  const leave = () => {
    told.length = 0;
    end();
  };

  return {
    events: {
      async next() {
        const value = told.shift();
        if (value !== undefined) return { done: false, value };
        if (isOver) return over;
        return new Promise((resolve) => waiting.push(resolve));
      },
      async return() {
        onLeave();
        leave();
        return over;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
    tell(event) {
      if (isOver) return;
      const answer = waiting.shift();
      if (answer === undefined) told.push(event);
      else answer({ done: false, value: event });
    },
    end,
    leave,
  };
}
