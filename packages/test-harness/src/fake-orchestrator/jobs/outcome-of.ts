import type { JsonObject } from '../json.js';
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

/** Each `in_X` as `out_X`, any other argument under its own name. */
function echo(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name.replace(/^in_/, 'out_'), value]));
}
