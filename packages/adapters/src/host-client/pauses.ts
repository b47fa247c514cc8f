import type { CancelSignal, Clock, Randomness } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';

/** The longest pause before the second try, in milliseconds; doubled before each further one. */
const basePauseMs = 500;

/** Nobody hammers, however small the random number. */
const shortestMs = 100;

/** Makes pauses between tries. */
export interface Pauses {
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'fraction'>;
}

/**
 * How long to wait before another try, in milliseconds: some random time, so that many pages do not come back at the same
 * moment (full jitter, AWS Architecture Blog, "Exponential Backoff And Jitter"), after what the answer asks for.
 *
 * @param tries how many failed in a row, from 1 on
 * @param mostMs no pause that nobody asked for is longer
 */
export function pauseMs({ randomness }: Pauses, tries: number, mostMs: number, askedMs: number | undefined): number {
  const longestMs = Math.min(basePauseMs * 2 ** (tries - 1), mostMs);
  if (askedMs !== undefined) return askedMs + randomness.fraction() * basePauseMs;
  return Math.max(shortestMs, randomness.fraction() * longestMs);
}

/** Waits; less long when the signal is given. */
export async function pause({ clock }: Pauses, forMs: number, signal: CancelSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      cancel();
      leave();
      resolve();
    };
    const cancel = clock.after(forMs, end);
    const leave = whenCancelled(signal, end);
  });
}
