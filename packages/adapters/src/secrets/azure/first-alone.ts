/** Lets a call through, now or later; rejects when `signal` was aborted before its turn. */
export type Gate = <T>(call: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * Lets the first call go alone, and all others only once it has ended. The SDK sends the first request of a client
 * without its body, to be told where to get a token; if another request is told first, the body is lost for good, and the
 * vault is asked to store nothing (`docs/discoveries/azure-key-vault.md`).
 */
export function createFirstAlone(): Gate {
  let first: Promise<unknown> | undefined;
  return async (call, signal) => {
    if (first !== undefined) {
      await first;
      signal.throwIfAborted();
      return call();
    }
    const ended = call();
    first = ended.catch(() => undefined);
    return ended;
  };
}
