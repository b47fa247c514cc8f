import type { JobReading } from '../ports/orchestrator-jobs.js';
import type { JobFlag } from './job.js';

/** A job as it was read, and what is peculiar about it. */
export interface FlaggedReading extends JobReading {
  readonly flags?: readonly JobFlag[];
}

/** What of a reading matters to those who follow the job. */
export type EndReading = Pick<FlaggedReading, 'observation' | 'output' | 'flags'>;
