import type { Guard } from './guard.js';

/**
 * Where a process can die: at a call of a port, before it had any effect or after. Whoever waits for that call waits for
 * ever, as for a dropped promise.
 */
export interface Gate {
  readonly guard: Guard;
  /** Lets so many calls through, the last of them with its effect or without, and answers neither it nor any later one. */
  dieAt(call: number, when: 'before' | 'after'): void;
  /** Lets everything through again; answers whether anything died. */
  open(): boolean;
}

/** Makes an open gate. */
export function createGate(): Gate {
  let death: { readonly call: number; readonly when: 'before' | 'after' } | undefined;
  let calls = 0;
  const never = new Promise<never>(() => {});

  return {
    async guard(call) {
      calls += 1;
      const left = (death?.call ?? Number.POSITIVE_INFINITY) - calls;
      if (left < 0 || (left === 0 && death?.when === 'before')) return never;
      const answer = await call();
      return left === 0 ? never : answer;
    },
    dieAt(call, when) {
      calls = 0;
      death = { call, when };
    },
    open() {
      const hasDied = death !== undefined && calls >= death.call;
      death = undefined;
      return hasDied;
    },
  };
}
