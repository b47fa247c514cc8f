/** What is done with a call of a port: by default it is made. */
export type Guard = <T>(call: () => Promise<T>, name: string) => Promise<T>;

/** The same port, all of whose calls go through a guard. */
export function guarded<Port extends object>(port: Port, guard: Guard): Port {
  return Object.fromEntries(
    Object.entries(port).map(([name, method]) => [
      name,
      (...args: readonly unknown[]) => guard(async () => Reflect.apply(method, port, args), name),
    ]),
  ) as Port;
}
