import { failure, type Reply } from '../http/reply.js';
import type { FolderCall } from '../http/route.js';
import type { Release, Robot } from '../world/entities.js';
import type { StartInfo } from './start-info.js';

/** A start that is well-formed: what it would make. */
export interface WantedStart {
  readonly startInfo: StartInfo;
  readonly release: Release;
  readonly count: number;
  /** The robots that it names, one for each job; empty when any will do. */
  readonly robots: readonly Robot[];
}

/**
 * Why Orchestrator refuses to start a process as things are; `undefined` when it does not. The seed decides: see
 * `unattendedRobot` and `mayChooseRobots` of users, `unattendedRobots`, `unattendedMachine` and `mostPendingJobs` of folders.
 * Source of codes and wording: UiPath docs, "Response codes"; forum.uipath.com. When which one is given is assumed.
 */
export function refusalOf(call: FolderCall, wanted: WantedStart): Reply | undefined {
  return withoutRights(call, wanted) ?? withoutRobots(call, wanted) ?? withBusyRobots(call, wanted);
}

function withoutRights({ user }: FolderCall, { startInfo, release }: WantedStart): Reply | undefined {
  const runsAsUser = release.process.attended || startInfo.RunAsMe === true;
  if (runsAsUser && !user.hasUnattendedRobot) {
    return failure(409, 1230, 'Foreground job requires an unattended robot to be defined on your user');
  }
  const choosesRobots = (startInfo.RobotIds ?? []).length > 0;
  return choosesRobots && !user.mayChooseRobots
    ? failure(409, 1302, 'The provided robot is not configured for the current user.')
    : undefined;
}

function withoutRobots({ folder }: FolderCall, { startInfo }: WantedStart): Reply | undefined {
  const { RobotIds, RuntimeType } = startInfo;
  const known = folder.unattendedRobots.map(({ id }) => id);
  if (known.length === 0) {
    return failure(409, 1671, "Couldn't find any user with unattended robot permissions in the current folder.");
  }
  if (RobotIds?.some((id) => !known.includes(id)) === true) {
    return failure(409, 1671, "Couldn't find the specified unattended user/robot in the current folder.");
  }
  if (folder.kind === 'classic') return undefined;
  const runsHere = ['Unattended', 'NonProduction'].includes(RuntimeType ?? 'Unattended');
  return folder.hasUnattendedMachine && runsHere
    ? undefined
    : failure(409, 2818, 'Could not find a machine with Unattended or NonProduction runtimes in the current folder');
}

function withBusyRobots({ site, folder }: FolderCall, { release, count, robots }: WantedStart): Reply | undefined {
  if (folder.mostPendingJobs === undefined && robots.length === 0) return undefined;
  const pending = site.world.jobs
    .inFolder(folder.id)
    .filter((job) => job.state === 'Pending' && job.release.id === release.id);
  const tooMany = pending.length + count > (folder.mostPendingJobs ?? Number.POSITIVE_INFINITY);
  const taken = pending.some(({ assignedRobot }) => robots.some(({ id }) => id === assignedRobot?.id));
  return tooMany || taken ? failure(409, 1670, 'The robots already have pending jobs for this Process') : undefined;
}
