import type { JsonObject } from '../json.js';
import type { Robot } from '../world/entities.js';
import type { Job } from './job.js';
import { holdsRobot, isFinal, type JobState } from './job-state.js';

/** What is known about a move beside its target. What is left out follows from the state. */
export interface MoveDetails {
  /** Null for a job whose output was lost: robots before 2025.10.1 drop one that is too large. */
  readonly output?: JsonObject | null | undefined;
  readonly info?: string | null | undefined;
  readonly robot?: Robot | undefined;
  readonly stopStrategy?: 'SoftStop' | 'Kill' | undefined;
  readonly userId?: number | undefined;
}

/** The job after a move at an instant. Any move is possible here; who may make which one is decided by the callers. */
export function enterState(job: Job, state: JobState, at: string, details: MoveDetails = {}): Job {
  const starts = holdsRobot(state) && job.startTime === null;
  return {
    ...job,
    state,
    startTime: starts ? at : job.startTime,
    resumeTime: state === 'Resumed' ? at : job.resumeTime,
    endTime: isFinal(state) ? at : null,
    lastModificationTime: at,
    info: details.info === undefined ? usualInfo(state, job.info) : details.info,
    output: details.output === undefined ? usualOutput(state) : details.output,
    robot: details.robot ?? job.robot,
    stopStrategy: details.stopStrategy ?? job.stopStrategy,
    stoppedByUserId: details.userId ?? job.stoppedByUserId,
    moves: job.moves + 1,
  };
}

function usualOutput(state: JobState): JsonObject | null {
  return state === 'Successful' ? {} : null;
}

/** Source: UiPath docs, "Job states", and the samples of "Types of events". */
function usualInfo(state: JobState, before: string | null): string | null {
  if (state === 'Running') return 'Waiting for execution to start...';
  if (state === 'Successful') return 'Job completed';
  if (state === 'Stopped') return 'Job canceled';
  if (state === 'Faulted') return 'The process ended with an exception.';
  return before;
}
