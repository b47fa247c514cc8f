import { randomUUID } from 'node:crypto';
import type { VirtualClock } from '../../fake-orchestrator/clock/virtual-clock.js';
import { echo } from '../../fake-orchestrator/jobs/echo.js';
import type { JsonObject } from '../../fake-orchestrator/json.js';
import { createOutbox } from './outbox.js';
import type { RobotJob, RobotStart } from './robot-job.js';
import type { RobotJobState } from './robot-job-state.js';

/** How jobs go on, on the fake's clock. */
export interface RobotPace {
  /** Jobs move only when somebody moves them. */
  readonly manual: boolean;
  /** How long a job runs. */
  readonly runMs: number;
}

/** What a move brings along; what is left out follows from the process. */
export interface MoveDetails {
  readonly output?: JsonObject | null | undefined;
  readonly error?: JsonObject | null | undefined;
}

/** Makes jobs and moves them. */
export interface RobotJobEngine {
  /** A job that runs at once. @param extraMs how much longer than usual it takes */
  start(order: RobotStart, extraMs: number): RobotJob;
  byId(id: string): RobotJob | undefined;
  all(): readonly RobotJob[];
  /** Cancels every running job of a process. */
  stop(processKey: string): void;
  move(job: RobotJob, state: RobotJobState, details?: MoveDetails): void;
  /** Waits until there is something new about a job, `leave` is aborted, or `mostMs` have passed on the fake's clock. */
  news(job: RobotJob, leave: AbortSignal, mostMs: number): Promise<void>;
  /** How many wait for news. */
  held(): number;
  /** Forgets every job. */
  forget(): void;
}

/** A robot that runs nothing. */
export function createJobEngine(clock: VirtualClock, pace: RobotPace): RobotJobEngine {
  const jobs = new Map<string, RobotJob>();
  const waiters = new Map<string, Set<() => void>>();

  const wake = (id: string): void => {
    for (const go of waiters.get(id) ?? []) go();
  };

  function move(job: RobotJob, state: RobotJobState, details: MoveDetails = {}): void {
    job.state = state;
    job.output = details.output !== undefined ? details.output : state === 'Closed' ? outputOf(job) : null;
    job.error = details.error !== undefined ? details.error : state === 'Faulted' ? errorOf(job) : null;
    wake(job.id);
  }

  return {
    start({ wantedId, ...order }, extraMs) {
      const id = wantedId === undefined || jobs.has(wantedId) ? randomUUID() : wantedId;
      const blank = { state: 'Executing', output: null, error: null } as const;
      const job: RobotJob = { ...order, ...blank, id, messages: [], outbox: createOutbox(() => wake(id)) };
      jobs.set(id, job);
      if (!pace.manual) {
        clock.after(pace.runMs + extraMs, () => {
          if (job.state === 'Executing') move(job, job.process.outcome === 'faulted' ? 'Faulted' : 'Closed');
        });
      }
      return job;
    },
    byId: (id) => jobs.get(id),
    all: () => [...jobs.values()],
    stop(processKey) {
      for (const job of jobs.values()) {
        if (job.process.key === processKey && job.state === 'Executing') move(job, 'Canceled');
      }
    },
    move,
    news: (job, leave, mostMs) =>
      new Promise((resolve) => {
        const here = waiters.get(job.id) ?? new Set();
        const go = (): void => {
          here.delete(go);
          leave.removeEventListener('abort', go);
          resolve();
        };
        here.add(go);
        waiters.set(job.id, here);
        leave.addEventListener('abort', go);
        if (leave.aborted) go();
        else clock.after(mostMs, go);
      }),
    held: () => [...waiters.values()].reduce((sum, here) => sum + here.size, 0),
    forget: () => jobs.clear(),
  };
}

function outputOf({ process, input }: RobotJob): JsonObject {
  return process.output ?? echo(input);
}

/** Source of the form: UiPath-Services/InjectJS-RobotJS-WorkshopSamples, which reads these of a serialised .NET exception. */
function errorOf({ process }: RobotJob): JsonObject {
  const message = 'The process ended with an exception.';
  return process.error ?? { ClassName: 'System.Exception', Message: message, InnerException: null };
}
