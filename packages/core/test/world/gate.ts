/** What every call of a port goes through. */
export type Guard = <T>(call: () => Promise<T>) => Promise<T>;

/** A port whose calls all go through the guard. */
export function guarded<Port extends object>(port: Port, guard: Guard): Port {
  return Object.fromEntries(
    Object.keys(port).map((name) => [
      name,
      // Looked up at each call: a test may put another method in its place.
      (...args: readonly unknown[]) =>
        guard<unknown>(async () => {
          const method: unknown = Reflect.get(port, name);
          if (typeof method !== 'function') throw new Error(`${name} is no method`);
          return Reflect.apply(method, port, args);
        }),
    ]),
  ) as Port;
}

/** Where a process can die: at a call of a port, before it had any effect or after. */
export interface Gate {
  readonly guard: Guard;
  /** Lets so many more calls through, the last of them with its effect or without, and answers neither it nor later ones. */
  dieAt(call: number, when: 'before' | 'after'): void;
  hasDied(): boolean;
}

/** Makes an open gate. Who waits for a call that is not answered waits for ever. */
export function createGate(): Gate {
  let left = Number.POSITIVE_INFINITY;
  let when: 'before' | 'after' = 'before';
  const never = new Promise<never>(() => {});

  return {
    async guard(call) {
      left -= 1;
      if (left < 0 || (left === 0 && when === 'before')) return never;
      const answer = await call();
      return left <= 0 ? never : answer;
    },
    dieAt(call, how) {
      left = call;
      when = how;
    },
    hasDied: () => left <= 0,
  };
}
