import type { ConnectionTarget } from '@cuelight/core';
import { originOf } from '@cuelight/core';
import type { Dispatcher } from 'undici';

/** The pools of sockets: one for each origin and what is trusted there, shared by the connections that agree on both. */
export interface Pools {
  /** The pool for a target, made when nobody uses one. Opens nothing. */
  take(target: ConnectionTarget): PoolShare;
}

/** Somebody's right to use a pool. */
export interface PoolShare {
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>;
  /** Ends it. The last to do so waits for what is under way and closes the sockets. Repeating it is harmless. */
  release(): Promise<void>;
}

/** @param make a pool; that of a target depends on its origin and what it trusts alone */
export function createPools(make: (target: ConnectionTarget) => Pick<Dispatcher, 'dispatch' | 'close'>): Pools {
  const used = new Map<string, { readonly pool: ReturnType<typeof make>; users: number }>();

  return {
    take(target) {
      const name = JSON.stringify([originOf(target.orchestratorUrl), target.caPem ?? null]);
      const entry = used.get(name) ?? { pool: make(target), users: 0 };
      used.set(name, entry);
      entry.users += 1;
      let released: Promise<void> | undefined;
      return {
        dispatcher: entry.pool,
        release() {
          released ??= leave();
          return released;
        },
      };

      async function leave(): Promise<void> {
        entry.users -= 1;
        if (entry.users > 0) return;
        used.delete(name);
        await entry.pool.close();
      }
    },
  };
}
