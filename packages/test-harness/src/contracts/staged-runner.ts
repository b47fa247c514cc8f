import type { FailureCode, JobState, JsonObject, ProcessRunner } from '@cuelight/core';

/** A process runner whose jobs do what the contract has them do. */
export interface StagedRunner {
  readonly runner: ProcessRunner;
  /** A process that can be run; it takes `in_Text`, and gives `out_Text` and `out_Count`. */
  readonly processId: string;
  /** An id that no process has, and what is failed with. */
  readonly unknownProcess: { readonly id: string; readonly code: FailureCode };
  /** What is failed with where there is no such job. */
  readonly unknownJobCode: FailureCode;
  /** How long to wait for what has to come, in milliseconds of real time. */
  readonly patienceMs: number;
  /** Moves a job, as its robot would. */
  move(jobKey: string, to: StagedMove): Promise<void>;
  /** Ends a job that was asked to stop, unless it has ended. */
  obeyStop(jobKey: string): Promise<void>;
  /** Takes a job away, so that it cannot be followed any longer. */
  lose(jobKey: string): Promise<void>;
  /** Breaks, once, whatever lies between the runner and its jobs, as a network does. */
  interrupt(): Promise<void>;
  /** Every job that was started. */
  jobs(): Promise<readonly StagedJob[]>;
}

/** A move of a job. */
export interface StagedMove {
  readonly state: Extract<JobState, 'Running' | 'Successful' | 'Faulted'>;
  /** With Successful. */
  readonly output?: JsonObject;
  /** With Faulted: why. */
  readonly info?: string;
}

/** A job as the other side has it. */
export interface StagedJob {
  readonly jobKey: string;
  readonly state: JobState;
  readonly input: JsonObject;
}
