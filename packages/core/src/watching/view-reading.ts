import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import { endOf } from '../lifecycle/followed-job.js';
import type { Job } from '../lifecycle/job.js';
import { viewObservation } from '../lifecycle/job-view.js';

/** Shows a job as it was just read. */
export function viewReading(reading: FlaggedReading): Job {
  return viewObservation(reading.observation, endOf(reading));
}
