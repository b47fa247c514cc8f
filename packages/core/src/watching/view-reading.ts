import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import type { Job } from '../lifecycle/job.js';
import { viewObservation } from '../lifecycle/job-view.js';

/** Shows a job as it was just read. */
export function viewReading({ observation, output, flags }: FlaggedReading): Job {
  return viewObservation(observation, {
    ...(output !== undefined && { output }),
    ...(flags !== undefined && { flags }),
  });
}
