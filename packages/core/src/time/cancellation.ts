import type { CancelSignal } from '../ports/orchestrator.js';

/** A signal, and the way to give it. */
export interface Cancellation {
  readonly signal: CancelSignal;
  /** Gives up whatever still runs for the signal. */
  cancel(): void;
}

/** Makes one that was not given yet. */
export function createCancellation(): Cancellation {
  const listeners = new Set<() => void>();
  let aborted = false;

  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_, listener) => void listeners.add(listener),
    },
    cancel() {
      aborted = true;
      for (const listener of listeners) listener();
      listeners.clear();
    },
  };
}
