import { bind } from '../http/bind.js';
import { failure, type Reply } from '../http/reply.js';
import type { FolderCall } from '../http/route.js';
import { isJsonObject, type JsonObject, parseJson } from '../json.js';
import type { Folder, Release, Robot } from '../world/entities.js';
import { type StartInfo, startBodySchema } from './start-info.js';

/** A start that is well-formed: what it would make. */
export interface WantedStart {
  readonly startInfo: StartInfo;
  readonly release: Release;
  readonly count: number;
  /** The robots that it names, one for each job; empty when any will do. */
  readonly robots: readonly Robot[];
  readonly input: JsonObject | null;
}

/** Source: UiPath swagger 2020.10, StartProcessDto. */
const longestInput = 10_000;
const longestReference = 128;
/** More than any test needs; keeps a slip of the pen from filling the memory. */
const mostJobs = 10_000;

/** What the body of a call asks to start, or the refusal of a body that asks for nothing that could be. */
export function wantedStart(call: FolderCall): WantedStart | Reply {
  const { site, folder } = call;
  const bound = bind(startBodySchema(site.profile), call.request.body, 'startInfo');
  if (!bound.ok) return bound.reply;
  const { startInfo } = bound.value;

  const release = [...site.world.releases.values()].find(
    ({ key, folder: its }) => its.id === folder.id && key === startInfo.ReleaseKey.toLowerCase(),
  );
  if (release === undefined) return failure(404, 1002, 'Release does not exist.');
  const input = inputOf(startInfo);
  const count = countOf(startInfo, folder);
  const refusal = tooLong(startInfo) ?? unusable(input, count) ?? unfit(startInfo, folder);
  if (refusal !== undefined) return refusal;
  return { startInfo, release, count, robots: robotsFor(startInfo, folder), input: input ?? null };
}

function tooLong({ InputArguments, Reference }: StartInfo): Reply | undefined {
  const tooLongField = (field: string, most: number): Reply =>
    failure(400, 1009, `The field ${field} must be a string with a maximum length of ${most}.`);
  if ((InputArguments?.length ?? 0) > longestInput) return tooLongField('InputArguments', longestInput);
  return (Reference?.length ?? 0) > longestReference ? tooLongField('Reference', longestReference) : undefined;
}

/** The input as an object; `null` when there is none, `undefined` when it is not a JSON object. */
function inputOf({ InputArguments }: StartInfo): JsonObject | null | undefined {
  if (InputArguments === undefined || InputArguments === null || InputArguments === '') return null;
  const input = parseJson(InputArguments);
  return isJsonObject(input) ? input : undefined;
}

function countOf({ Strategy, JobsCount, NoOfRobots, RobotIds }: StartInfo, folder: Folder): number {
  if (Strategy === 'JobsCount' || Strategy === 'ModernJobsCount') return JobsCount ?? 0;
  if (Strategy === 'RobotCount') return NoOfRobots ?? 0;
  return Strategy === 'Specific' ? (RobotIds?.length ?? 0) : Math.max(folder.unattendedRobots.length, 1);
}

function unusable(input: JsonObject | null | undefined, count: number): Reply | undefined {
  if (input === undefined) return failure(400, 1000, 'The input arguments are not a JSON object.');
  return count < 1 || count > mostJobs ? failure(400, 1000, 'The number of jobs to start is not valid.') : undefined;
}

/** Assumed: how a strategy of modern folders is refused in a classic one. */
function unfit({ Strategy }: StartInfo, { kind }: Folder): Reply | undefined {
  return kind === 'classic' && Strategy === 'ModernJobsCount'
    ? failure(400, 1000, 'The strategy ModernJobsCount cannot be used in a classic folder.')
    : undefined;
}

/** The robots that the jobs are for, one each; none when any robot will do. In modern folders only named ones count. */
function robotsFor(
  { Strategy, RobotIds, NoOfRobots }: StartInfo,
  { kind, unattendedRobots }: Folder,
): readonly Robot[] {
  if (Strategy === 'Specific') return unattendedRobots.filter(({ id }) => RobotIds?.includes(id) === true);
  if (kind !== 'classic' || Strategy === 'JobsCount') return [];
  return Strategy === 'RobotCount' ? unattendedRobots.slice(0, NoOfRobots ?? 0) : unattendedRobots;
}
