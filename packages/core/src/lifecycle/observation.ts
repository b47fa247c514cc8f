import type { Instant } from '../time/instant.js';
import type { JobState } from './job-state.js';

/** Where a report about a job can come from. */
export const observationSources = ['start', 'webhook', 'read', 'robotjs'] as const;

/** One of {@link observationSources}. */
export type ObservationSource = (typeof observationSources)[number];

/**
 * The longest fault text that is passed on, in characters. A longer one makes a webhook impossible; in a read, which is
 * the truth, it is cut.
 */
export const longestFaultText = 65_536;

/** Why a job faulted. Process data: passed through, never stored or logged. */
export interface Fault {
  readonly message: string;
  readonly code?: string;
}

/**
 * One report about a job. Reports arrive late, twice, out of order or never; that is traffic, not an error.
 */
export interface Observation {
  /** Orchestrator's key of the job (a GUID, lower case). */
  readonly jobKey: string;
  readonly state: JobState;
  /**
   * When Orchestrator says this was so, on its own clock: a webhook's `EventTime ?? Timestamp`, the HTTP `Date` of a
   * read, the `CreationTime` of the start reply. Our clock never enters. With `robotjs` no time but a count: see
   * {@link countedInstant}.
   */
  readonly asOf: Instant;
  readonly source: ObservationSource;
  /** Orchestrator's id of the webhook event. */
  readonly eventId?: string;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  readonly fault?: Fault;
}
