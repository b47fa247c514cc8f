import type { JobEvent } from '../lifecycle/lifecycle-event.js';
import type { Clock } from '../ports/clock.js';
import type { Notices } from '../ports/notices.js';
import type { Randomness } from '../ports/randomness.js';
import type { HookRegistry } from '../webhook/hook-registry.js';

/** Who is told of a job. */
export interface JobListener {
  event(event: JobEvent): void;
  /** Nothing more comes. */
  end(): void;
}

/** What following jobs needs. */
export interface WatchPorts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly notices: Notices;
  readonly hooks: HookRegistry;
  /** How many jobs may be followed at once; default 50,000. */
  readonly maxWatches?: number;
}
