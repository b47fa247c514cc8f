import { failure, type Reply } from '../http/reply.js';
import type { FolderCall } from '../http/route.js';
import { hasExpired } from '../world/licence.js';
import type { WantedStart } from './wanted-start.js';

/** Why a process is not started as things are. */
export interface StartRefusal {
  /** What StartJobs answers. */
  readonly reply: Reply;
  /** What ValidateDynamicJob calls it. Source of the words: the client UiPath-Services/UiPathOrch; which belongs to what is assumed. */
  readonly errorCode: string;
  /** What ValidateDynamicJob says of it (assumed: the same as StartJobs). */
  readonly message: string;
}

/**
 * Every reason why Orchestrator refuses to start a process as things are, the one that it gives first. The seed decides: see
 * `licence` of tenants, `unattendedRobot` and `mayChooseRobots` of users, `unattendedRobots`, `unattendedMachine` and
 * `mostPendingJobs` of folders. Source of codes and wording: UiPath docs, "Response codes"; forum.uipath.com. When which one
 * is given is assumed, and so is all about the licence.
 */
export function refusalsOf(call: FolderCall, wanted: WantedStart): readonly StartRefusal[] {
  return [
    withoutLicence(call),
    withoutRights(call, wanted),
    withoutRobots(call, wanted),
    withoutMachine(call, wanted),
    withBusyRobots(call, wanted),
  ].filter((refusal) => refusal !== undefined);
}

function withoutLicence({ site, user }: FolderCall): StartRefusal | undefined {
  const licence = site.world.licences.get(user.tenant.id);
  return licence !== undefined && hasExpired(licence, site.clock.nowMs())
    ? refusal('TemplateNoLicense', 0, 'The license of the tenant has expired.')
    : undefined;
}

function withoutRights({ user }: FolderCall, { startInfo, release }: WantedStart): StartRefusal | undefined {
  const runsAsUser = release.process.attended || startInfo.RunAsMe === true;
  if (runsAsUser && !user.hasUnattendedRobot) {
    return refusal('RobotNotFound', 1230, 'Foreground job requires an unattended robot to be defined on your user');
  }
  const choosesRobots = (startInfo.RobotIds ?? []).length > 0;
  return choosesRobots && !user.mayChooseRobots
    ? refusal('RobotNotFound', 1302, 'The provided robot is not configured for the current user.')
    : undefined;
}

function withoutRobots({ folder }: FolderCall, { startInfo }: WantedStart): StartRefusal | undefined {
  const known = folder.unattendedRobots.map(({ id }) => id);
  if (known.length === 0) {
    return refusal(
      'RobotNotFound',
      1671,
      "Couldn't find any user with unattended robot permissions in the current folder.",
    );
  }
  return startInfo.RobotIds?.some((id) => !known.includes(id)) === true
    ? refusal('RobotNotFound', 1671, "Couldn't find the specified unattended user/robot in the current folder.")
    : undefined;
}

function withoutMachine({ folder }: FolderCall, { startInfo }: WantedStart): StartRefusal | undefined {
  if (folder.kind === 'classic') return undefined;
  const runsHere = ['Unattended', 'NonProduction'].includes(startInfo.RuntimeType ?? 'Unattended');
  return folder.hasUnattendedMachine && runsHere
    ? undefined
    : refusal(
        'TemplateNoRuntime',
        2818,
        'Could not find a machine with Unattended or NonProduction runtimes in the current folder',
      );
}

function withBusyRobots(
  { site, folder }: FolderCall,
  { release, count, robots }: WantedStart,
): StartRefusal | undefined {
  if (folder.mostPendingJobs === undefined && robots.length === 0) return undefined;
  const pending = site.world.jobs
    .inFolder(folder.id)
    .filter((job) => job.state === 'Pending' && job.release.id === release.id);
  const tooMany = pending.length + count > (folder.mostPendingJobs ?? Number.POSITIVE_INFINITY);
  const taken = pending.some(({ assignedRobot }) => robots.some(({ id }) => id === assignedRobot?.id));
  return tooMany || taken
    ? refusal('TemplateFullCapacity', 1670, 'The robots already have pending jobs for this Process')
    : undefined;
}

function refusal(errorCode: string, number: number, message: string): StartRefusal {
  return { reply: failure(409, number, message), errorCode, message };
}
