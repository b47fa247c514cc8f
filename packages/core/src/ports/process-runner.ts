import type { Failure } from '../failure/failure.js';
import type { JsonObject } from '../json/json.js';
import type { JobEvent } from '../lifecycle/lifecycle-event.js';
import type { Result } from '../result.js';
import type { CancelSignal } from './orchestrator.js';

/**
 * Runs processes, and follows their jobs to the end: what an app's page is written against, whether a process is run by
 * Orchestrator (through a Cuelight service) or by the robot of the computer that the page is on. In either case a job has
 * the same lifecycle, and its events are a walk through the same table.
 */
export interface ProcessRunner {
  /**
   * Starts a process with its arguments. Failures: those of the service or of the local robot (`local-robot-*`,
   * `local-process-*`); with `mayHaveHappened` a job may run all the same. A signal that has been given already starts
   * nothing: `call-cancelled`.
   */
  start(processId: string, options?: StartRunOptions): Promise<Result<Run, Failure>>;
  /** Follows a job that was started before. */
  follow(processId: string, jobKey: string, options?: RunOptions): Promise<Result<Run, Failure>>;
  /**
   * Asks for a stop: `soft` lets the workflow end itself, `kill` ends it. What becomes of the job, its events tell.
   * Repeating it is harmless.
   */
  stop(processId: string, jobKey: string, mode: 'soft' | 'kill'): Promise<Result<void, Failure>>;
}

/** How a job is followed. */
export interface RunOptions {
  /** Ends the following, not the job. */
  readonly signal?: CancelSignal;
}

/** How a process is started. */
export interface StartRunOptions extends RunOptions {
  /** The arguments. Process data: passed through, never kept. */
  readonly input?: JsonObject;
  /** 1 to 255 visible ASCII characters: the same key with the same input never starts a second job, where that can be promised. */
  readonly idempotencyKey?: string;
}

/** A job that is followed. */
export interface Run {
  readonly jobKey: string;
  /**
   * A snapshot, then every move, to the first final state or `lost`; each snapshot begins another walk, as after a connection
   * that broke. Leaving the iteration ends the following, not the job, and so does the signal: then the iteration is over.
   * It never throws for what the other side does or does not do.
   */
  readonly events: AsyncIterableIterator<RunEvent>;
}

/** What somebody who follows a run is told: of the job, or that it cannot be followed because of what lies in between. */
export type RunEvent =
  | JobEvent
  /** What is told of the job cannot be understood, or is too large, however often it is asked for. */
  | { readonly kind: 'lost'; readonly jobKey: string; readonly reason: 'unreadable' };
