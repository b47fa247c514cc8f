import type { Folder, Robot } from '../world/entities.js';
import type { Job } from './job.js';
import { holdsRobot, waitsForRobot } from './job-state.js';

/** Who waits for a robot and which robots are busy, folder by folder. */
export interface RobotPool {
  /** Lets a job wait for a robot, after those that wait already. */
  await(job: Job): void;
  /** The next waiting job of the folder with a free robot for it that is connected; `undefined` when either is lacking. */
  next(folder: Folder): { readonly job: Job; readonly robot: Robot } | undefined;
  /** Gives a robot to a job that is made to run now: a free one, else the first; `undefined` in a folder without any. */
  seizeFor(job: Job): Robot | undefined;
}

/** @param current the job with an id as it is now */
export function createRobotPool(current: (jobId: number) => Job | undefined): RobotPool {
  /** By the keys of the folders, since their ids can change. */
  const waiting = new Map<string, number[]>();
  /** The last job that each robot took; it is busy as long as that job holds it. */
  const taken = new Map<number, number>();

  function queueOf(folder: Folder): number[] {
    const queue = waiting.get(folder.key) ?? [];
    waiting.set(folder.key, queue);
    return queue;
  }

  function isFree(robot: Robot): boolean {
    const job = current(taken.get(robot.id) ?? -1);
    return job === undefined || !holdsRobot(job.state) || job.robot?.id !== robot.id;
  }

  return {
    await(job) {
      queueOf(job.folder).push(job.id);
    },
    next(folder) {
      const anyRobot = connected(folder).find(isFree);
      if (anyRobot === undefined) return undefined;
      const queue = queueOf(folder);
      const passedOver: number[] = [];
      const takeFirst = (): { readonly job: Job; readonly robot: Robot } | undefined => {
        for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
          const job = current(id);
          if (job === undefined || !waitsForRobot(job.state)) continue;
          const robot = job.assignedRobot ?? anyRobot;
          const isThere = connected(folder).some(({ id: connectedId }) => connectedId === robot.id);
          if (isThere && isFree(robot)) return { job, robot };
          passedOver.push(id);
        }
        return undefined;
      };
      const found = takeFirst();
      queue.unshift(...passedOver);
      if (found !== undefined) taken.set(found.robot.id, found.job.id);
      return found;
    },
    seizeFor({ id, folder, assignedRobot }) {
      const robot = assignedRobot ?? folder.unattendedRobots.find(isFree) ?? folder.unattendedRobots[0];
      if (robot !== undefined) taken.set(robot.id, id);
      return robot;
    },
  };
}

/** The robots that can run something. */
function connected({ unattendedRobots, connectedRobots }: Folder): readonly Robot[] {
  return unattendedRobots.slice(0, connectedRobots);
}
