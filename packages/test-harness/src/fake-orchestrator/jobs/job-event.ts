import type { JsonObject } from '../json.js';
import type { Job } from './job.js';

/** Something that happened to jobs of one folder, for whoever subscribes to it. */
export interface JobEvent {
  readonly type: string;
  readonly jobs: readonly Job[];
  /** When it happened, on the virtual clock. */
  readonly at: string;
  /** The user who caused it; none when a robot did. */
  readonly userId?: number | undefined;
  /** How the jobs were started, for job.created. */
  readonly startInfo?: JsonObject | undefined;
}
