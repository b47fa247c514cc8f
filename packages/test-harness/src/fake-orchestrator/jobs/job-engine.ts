import { randomUUID } from 'node:crypto';
import type { VirtualClock } from '../clock/virtual-clock.js';
import type { Folder } from '../world/entities.js';
import { enterState, type MoveDetails } from './enter-state.js';
import { eventTypeOf } from './event-type-of.js';
import type { Job } from './job.js';
import type { JobEvent } from './job-event.js';
import { holdsRobot, type JobState } from './job-state.js';
import type { JobTable } from './job-table.js';
import { type AttendedStart, newAttendedJob, newUnattendedJob, type StartOrder } from './new-job.js';
import { outcomeOf } from './outcome-of.js';
import { createRobotPool } from './robot-pool.js';

/** Makes jobs and moves them. The only place that changes the job table. */
export interface JobEngine {
  /** Makes the jobs of a start; all of them are Pending. */
  start(order: StartOrder): readonly Job[];
  /** Makes a job that a user runs on their own computer. It runs at once, and no job.created is sent about it. */
  startAttended(start: AttendedStart): Job;
  /** Asks a job that has not ended to stop. What has not begun, or sleeps, is Stopped at once. */
  stop(job: Job, strategy: 'SoftStop' | 'Kill', userId: number): Job;
  /** Lets the robots of a folder take jobs that wait there, when some can that could not before. */
  sendRobots(folder: Folder): void;
  /** Puts a job into any state, whatever it was in. */
  force(job: Job, state: JobState, details: MoveDetails): Job;
}

/** How long a robot takes, on the virtual clock. */
export interface JobPace {
  /** In manual mode nothing moves by itself, and the other members do not matter. */
  readonly manual: boolean;
  readonly pendingMs: number;
  readonly runningMs: number;
}

/** How long Stopping and Terminating last. */
const stoppingMs = 200;

/** @param publish is told each move that Orchestrator may send an event about */
export function createJobEngine(
  jobs: JobTable,
  clock: VirtualClock,
  pace: JobPace,
  publish: (event: JobEvent) => void,
): JobEngine {
  const pool = createRobotPool((id) => jobs.byId(id));

  function move(job: Job, state: JobState, details: MoveDetails = {}): Job {
    const at = clock.stamp();
    const hasRobot = job.robot !== null && job.assignedRobot === undefined;
    const lacksRobot = holdsRobot(state) && !hasRobot && details.robot === undefined;
    const moved = enterState(job, state, at, lacksRobot ? { ...details, robot: pool.seizeFor(job) } : details);
    jobs.put(moved);
    publish({
      type: eventTypeOf(state),
      jobs: [moved],
      at,
      userId: state === 'Stopped' ? moved.stoppedByUserId : undefined,
    });
    plan(moved);
    if (holdsRobot(job.state) && !holdsRobot(state)) sendRobots(job.folder);
    return moved;
  }

  /** Decides what happens next to a job that nobody touches. */
  function plan(job: Job): void {
    if (pace.manual) return;
    const { onSoftStop } = job.release.process;
    if (job.state === 'Pending' || job.state === 'Resumed') later(pace.pendingMs, job, queueUp);
    if (job.state === 'Running') later(pace.runningMs, job, end);
    if (job.state === 'Stopping' && onSoftStop === 'completes') later(stoppingMs, job, end);
    if (job.state === 'Stopping' && onSoftStop === 'stops') later(stoppingMs, job, (still) => move(still, 'Stopped'));
    if (job.state === 'Terminating') later(stoppingMs, job, (still) => move(still, 'Stopped'));
  }

  function later(delayMs: number, job: Job, act: (still: Job) => void): void {
    clock.after(delayMs, () => {
      const still = jobs.byId(job.id);
      if (still?.moves === job.moves) act(still);
    });
  }

  function queueUp(job: Job): void {
    if (job.type === 'Attended') {
      move(job, 'Running');
      return;
    }
    pool.await(job);
    sendRobots(job.folder);
  }

  function sendRobots(folder: Folder): void {
    if (pace.manual) return;
    for (let next = pool.next(folder); next !== undefined; next = pool.next(folder)) {
      move(next.job, 'Running', { robot: next.robot });
    }
  }

  function end(job: Job): void {
    const { state, details } = outcomeOf(job);
    move(job, state, details);
  }

  return {
    start(order) {
      const at = clock.stamp();
      const batch = randomUUID();
      const made = Array.from({ length: order.count }, (_, index) =>
        newUnattendedJob(order, index, jobs.newId(), batch, at),
      );
      for (const job of made) jobs.put(job);
      publish({ type: eventTypeOf('Pending'), jobs: made, at, userId: order.userId, startInfo: order.startInfo });
      for (const job of made) plan(job);
      return made;
    },
    startAttended: (start) => move(newAttendedJob(start, jobs.newId(), clock.stamp()), 'Running'),
    stop(job, strategy, userId) {
      const details = { stopStrategy: strategy, userId };
      if (!holdsRobot(job.state)) return move(job, 'Stopped', details);
      if (strategy === 'Kill') return job.state === 'Terminating' ? job : move(job, 'Terminating', details);
      return job.state === 'Running' ? move(job, 'Stopping', details) : job;
    },
    sendRobots,
    force: (job, state, details) => move(job, state, details),
  };
}
