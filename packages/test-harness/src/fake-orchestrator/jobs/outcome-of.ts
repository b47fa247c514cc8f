import { echo } from './echo.js';
import type { MoveDetails } from './enter-state.js';
import type { Job } from './job.js';
import type { JobState } from './job-state.js';

/** How a job ends by itself, as its process is seeded: with an exception, or with the seeded output or an echo of its input. */
export function outcomeOf({ release: { process }, input }: Job): {
  readonly state: JobState;
  readonly details: MoveDetails;
} {
  if (process.outcome === 'faulted') return { state: 'Faulted', details: { info: process.info } };
  return { state: 'Successful', details: { info: process.info, output: process.output ?? echo(input ?? {}) } };
}
