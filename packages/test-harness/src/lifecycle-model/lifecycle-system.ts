import type { Failure, JobEvent, JobState, JsonObject, Notice, Result, Started, StartInput } from '@cuelight/core';

/**
 * A whole system that starts jobs and follows them, as the suites drive it: an app on one side, Orchestrator on the
 * other, and the time between. Give the suites one of these over your own tracker to prove it.
 */
export interface LifecycleSystem {
  /** Starts a job, as the app does. */
  start(start?: StartInput): Promise<Result<Started, Failure>>;
  /** Asks for a stop, as the app does; resolves once that has been answered. */
  stop(jobKey: string, mode: 'soft' | 'kill'): Promise<void>;
  /** Begins to follow a job. Throws when that is refused. */
  listen(jobKey: string): Promise<Listening>;
  /** How many jobs are followed. */
  watches(): number;
  /** Lets time pass, here and in Orchestrator, until everything has come to rest. */
  advance(byMs: number): Promise<void>;
  /** What was noticed since the beginning. */
  readonly notices: readonly Notice[];
  readonly orchestrator: OrchestratorSide;
  /** The process ends without a word, and another takes over: what was under way is dropped. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** One listener, and what it was told. */
export interface Listening {
  readonly events: readonly JobEvent[];
  /** Whether nothing more comes. */
  hasEnded(): boolean;
  leave(): void;
}

/** What becomes of the webhooks of a move. */
export type WebhookFate = 'sent' | 'doubled' | 'lost' | { readonly lateMs: number };

/** What becomes of a start: its request is refused, or its answer is lost, or the job even appears only later. */
export type StartFate = 'refused' | 'answer-lost' | 'answer-lost-job-late';

/** The other side. */
export interface OrchestratorSide {
  /** All jobs, in the order of their starts. */
  jobs(): readonly OrchestratorJob[];
  /** Puts a job into a state, and tells of it by a webhook, or not. */
  move(
    jobKey: string,
    to: { readonly state: JobState; readonly output?: JsonObject },
    webhook: WebhookFate,
  ): Promise<void>;
  /** What becomes of the starts to come, one after the other; further ones succeed. */
  nextStarts(...fates: readonly StartFate[]): void;
  /** Whether reads of jobs, and searches for them, are answered from now on; everything else still is. */
  setReadable(isReadable: boolean): void;
  /** Has no such job any longer. */
  forget(jobKey: string): void;
}

/** A job as Orchestrator has it. */
export interface OrchestratorJob {
  readonly key: string;
  readonly state: JobState;
  /** The text the start attached. */
  readonly reference: string;
}
