import type { JsonObject } from '../json/json.js';
import type { Instant } from '../time/instant.js';
import type { JobState } from './job-state.js';
import type { Fault } from './observation.js';

/**
 * What is peculiar about a job: `output-dropped` when it was Successful without output although its process declares
 * one, since older robots drop an oversized output without a word; `output-unread` when its end is known but the read of
 * its output failed; `version-raced` when the process got another version between the check of a pinned version and the
 * start.
 */
export const jobFlags = ['output-dropped', 'output-unread', 'version-raced'] as const;

/** One of {@link jobFlags}. */
export type JobFlag = (typeof jobFlags)[number];

/** A job as it is shown to an app. Held in memory while somebody looks, never stored. */
export interface Job {
  /** Orchestrator's key of the job. */
  readonly jobKey: string;
  readonly state: JobState;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  /** Only once the job is Successful. */
  readonly output?: JsonObject;
  /** Only once the job is Faulted. */
  readonly fault?: Fault;
  readonly flags?: readonly JobFlag[];
}
