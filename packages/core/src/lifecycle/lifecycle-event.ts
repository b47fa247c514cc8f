import type { JsonObject } from '../json/json.js';
import type { Instant } from '../time/instant.js';
import type { Job, JobFlag } from './job.js';
import type { JobState } from './job-state.js';
import type { Fault, ObservationSource } from './observation.js';

/** What somebody who follows a job is told. */
export type JobEvent =
  /** Where the job stands. A walk through the table starts here. */
  | { readonly kind: 'snapshot'; readonly job: Job }
  /** One move of that walk. */
  | { readonly kind: 'lifecycle'; readonly move: LifecycleEvent }
  /** The job cannot be followed any longer. Not a state. */
  | { readonly kind: 'lost'; readonly jobKey: string; readonly reason: LostReason };

/**
 * Why a job cannot be followed: Orchestrator does not know it any longer, does not let us read it any longer, its
 * connection is being removed, or the robot on the user's own computer says nothing of it any longer.
 */
export const lostReasons = ['gone', 'forbidden', 'retired', 'robot-lost'] as const;

/** One of {@link lostReasons}. */
export type LostReason = (typeof lostReasons)[number];

/** One move of a job. */
export interface LifecycleEvent {
  readonly jobKey: string;
  /** The state told before; null for the first event of a new job. */
  readonly from: JobState | null;
  readonly state: JobState;
  /** When, on Orchestrator's clock; absent on an inferred move, and where a local robot reported it. */
  readonly at?: Instant;
  /** Where the observation came from that first brought the job here, or that implied the move. */
  readonly via: ObservationSource;
  /** Nobody saw this state: it lies on the way to one that was seen. */
  readonly inferred: boolean;
  readonly output?: JsonObject;
  readonly fault?: Fault;
  readonly flags?: readonly JobFlag[];
}
