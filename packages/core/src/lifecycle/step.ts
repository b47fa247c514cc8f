import { isFinal, type JobState } from './job-state.js';
import { type Transition, transitions } from './transitions.js';

/** What the table says of a job that was in one state and is now reported in another. */
export type Step =
  /** A legal move. */
  | { readonly kind: 'moved'; readonly by: Transition }
  /** Nothing to tell: the state is the same, the job had ended, or the table has no such direct move. */
  | { readonly kind: 'ignored'; readonly why: 'same' | 'final' | 'no-direct-move' };

/** Looks one move up in the table. Pure; `from` is null for a job of which nothing is known yet. */
export function step(from: JobState | null, to: JobState): Step {
  if (from === to) return { kind: 'ignored', why: 'same' };
  if (from !== null && isFinal(from)) return { kind: 'ignored', why: 'final' };
  const by = transitions.find((move) => move.from === from && move.to === to);
  return by === undefined ? { kind: 'ignored', why: 'no-direct-move' } : { kind: 'moved', by };
}
