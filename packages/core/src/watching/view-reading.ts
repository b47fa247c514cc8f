import type { Job } from '../lifecycle/job.js';
import { type JobEnd, viewObservation } from '../lifecycle/job-view.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';

/** Shows a job as it was just read. */
export function viewReading(reading: JobReading, flags?: JobEnd['flags']): Job {
  return viewObservation(reading.observation, {
    ...(reading.output !== undefined && { output: reading.output }),
    ...(flags !== undefined && { flags }),
  });
}
