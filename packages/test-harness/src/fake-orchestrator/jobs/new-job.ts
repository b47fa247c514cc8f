import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.js';
import type { Release, Robot } from '../world/entities.js';
import type { Job } from './job.js';

/** What a start says about the jobs it makes. */
export interface StartOrder {
  readonly release: Release;
  readonly count: number;
  /** The only robots that may run the jobs, one each; empty for any. */
  readonly robots: readonly Robot[];
  readonly input: JsonObject | null;
  readonly reference: string;
  readonly runtimeType: string;
  readonly jobPriority: string;
  readonly source: string;
  /** Who starts it. */
  readonly userId: number;
  /** What the job.created event repeats of the request. */
  readonly startInfo: JsonObject;
}

/** What makes a job that of a user's own computer instead of a robot in the folder. */
export interface AttendedStart {
  readonly release: Release;
  readonly input: JsonObject | null;
  readonly username: string;
}

/** The pending job of an order at an index; it waits for an unattended robot. */
export function newUnattendedJob(
  order: StartOrder,
  index: number,
  id: number,
  batchExecutionKey: string,
  at: string,
): Job {
  const assignedRobot = order.robots[index];
  const { input, reference, runtimeType, jobPriority, source, release } = order;
  const blank = { ...blankJob(release, id, at), robot: assignedRobot ?? null, assignedRobot };
  return { ...blank, batchExecutionKey, input, reference, runtimeType, jobPriority, source };
}

/** A pending job that a user is about to run on their own computer. */
export function newAttendedJob({ release, input, username }: AttendedStart, id: number, at: string): Job {
  const robot = { id: 0, name: username, username, machineId: 0, machineName: 'WORKSTATION' };
  return { ...blankJob(release, id, at), type: 'Attended', runtimeType: 'Attended', input, robot };
}

function blankJob(release: Release, id: number, at: string): Job {
  return {
    id,
    key: randomUUID(),
    folder: release.folder,
    release,
    version: release.currentVersion,
    state: 'Pending',
    type: 'Unattended',
    runtimeType: 'Unattended',
    jobPriority: 'Normal',
    source: 'Manual',
    reference: '',
    batchExecutionKey: randomUUID(),
    creationTime: at,
    startTime: null,
    resumeTime: null,
    endTime: null,
    lastModificationTime: at,
    stopStrategy: null,
    stoppedByUserId: undefined,
    info: null,
    input: null,
    output: null,
    robot: null,
    assignedRobot: undefined,
    moves: 0,
  };
}
