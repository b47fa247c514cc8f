import type { CancelSignal } from '@cuelight/core';

const waiting = new WeakMap<CancelSignal, Set<() => void>>();

/**
 * Runs something when the signal says so; not when it already has. One listener serves all who wait for a signal: Node
 * takes more than ten for a leak, and warns.
 *
 * @returns ends the waiting
 */
export function whenCancelled(signal: CancelSignal | undefined, run: () => void): () => void {
  if (signal === undefined) return () => {};
  const all = waiting.get(signal) ?? listenTo(signal);
  // A function of its own, so that the same one may wait twice.
  const one = () => run();
  all.add(one);
  return () => all.delete(one);
}

function listenTo(signal: CancelSignal): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(signal, all);
  signal.addEventListener('abort', () => {
    for (const run of [...all]) run();
    all.clear();
  });
  return all;
}
