/**
 * Where a process can die: at a call of a port, before it had any effect or after. Whoever waits for that call waits for
 * ever, as a dropped promise does.
 */
export interface Gate {
  /** The calls that were let through so far. */
  readonly calls: () => number;
  /** Lets no more through than so many; the last has its effect, or not, and is never answered. */
  dieAt(call: number, when: 'before' | 'after'): void;
  /** The same port, all of whose asynchronous calls go through the gate. */
  guard<Port extends object>(port: Port): Port;
}

export function createGate(): Gate {
  let calls = 0;
  let death: { readonly call: number; readonly when: 'before' | 'after' } | undefined;
  const never = new Promise<never>(() => {});

  return {
    calls: () => calls,
    dieAt(call, when) {
      calls = 0;
      death = { call, when };
    },
    guard<Port extends object>(port: Port): Port {
      return Object.fromEntries(
        Object.entries(port).map(([name, method]) => [
          name,
          async (...args: readonly unknown[]) => {
            calls += 1;
            const isDying = death !== undefined && calls >= death.call;
            if (isDying && (death?.when === 'before' || calls > (death?.call ?? 0))) return never;
            const answer: unknown = await Reflect.apply(method, port, args);
            return isDying ? never : answer;
          },
        ]),
      ) as Port;
    },
  };
}
