/**
 * Lets what changes the same connection happen one after the other, within this process: its webhook must not be repaired
 * while it is being removed.
 */
export interface ConnectionLanes {
  /** Runs the work when all that was asked before for this connection is over, and answers what it answers. */
  run<T>(connectionId: string, work: () => Promise<T>): Promise<T>;
}

/** Lanes with nothing in them. A connection without work takes no memory. */
export function createConnectionLanes(): ConnectionLanes {
  const last = new Map<string, Promise<unknown>>();

  return {
    async run(connectionId, work) {
      const before = last.get(connectionId) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(connectionId, mine);
      try {
        return await mine;
      } finally {
        if (last.get(connectionId) === mine) last.delete(connectionId);
      }
    },
  };
}
