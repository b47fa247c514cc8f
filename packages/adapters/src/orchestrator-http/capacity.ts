import {
  type Capacity,
  type Failure,
  type FolderIdentity,
  fail,
  type JsonObject,
  type OrchestratorAccess,
  type Result,
  type Runtimes,
  succeed,
  type Untold,
} from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import { textAt, wholeNumberAt } from './members.js';
import { odata } from './odata.js';
import { pageOptions, readPage } from './page.js';
import { readList, unusableReply } from './reply.js';
import type { Session } from './session.js';
import { toldOr } from './untold.js';

/** Counts the robots of a folder, and reads the runtimes of its machines. */
export async function readCapacity(
  session: Session,
  access: OrchestratorAccess,
  folder: FolderIdentity,
): Promise<Result<Capacity, Failure>> {
  const can = await session.signIn(access);
  if (!can.ok) return can;
  const unattendedRobots = await countRobots(session, access, folder);
  if (!unattendedRobots.ok) return unattendedRobots;
  const runtimes = can.value.hasFolderRuntimes
    ? await readRuntimes(session, access, folder)
    : succeed('unsupported' as const);
  return runtimes.ok ? succeed({ unattendedRobots: unattendedRobots.value, runtimes: runtimes.value }) : runtimes;
}

/** The longest page of Orchestrator, and more robots than a folder has. */
const robotsPerPage = 1_000;
const mostRobots = 10_000;

async function countRobots(
  session: Session,
  access: OrchestratorAccess,
  folder: FolderIdentity,
): Promise<Result<number | Untold, Failure>> {
  let count = 0;
  for (let skip = 0; skip < mostRobots; skip += robotsPerPage) {
    const page = { skip, take: robotsPerPage };
    const call = robotsCall(odata('/odata/Robots', { ...pageOptions(page), $select: 'Id,Type' }));
    const reply = await session.callInFolder(access, folder, call);
    const read = toldOr(reply, (told) => readPage(told, call, page, readType));
    if (!read.ok || typeof read.value === 'string') return read as Result<Untold, Failure>;
    count += read.value.items.filter((type) => unattendedTypes.has(type)).length;
    if (!read.value.hasMore) break;
  }
  return succeed(count);
}

/** Both run without a user. Source: UiPath Orchestrator guide, "Response codes", 2818. */
const unattendedTypes: ReadonlySet<string> = new Set(['Unattended', 'NonProduction']);

function readType(row: JsonObject): string | undefined {
  return textAt(row, 'Type');
}

async function readRuntimes(
  session: Session,
  access: OrchestratorAccess,
  folder: FolderIdentity,
): Promise<Result<readonly Runtimes[] | Untold, Failure>> {
  const reply = await session.callInFolder(access, folder, { byId: runtimesCall });
  return toldOr(reply, readRuntimeRows);
}

function readRuntimeRows(reply: HttpReply): Result<readonly Runtimes[], Failure> {
  const call = runtimesCall(0);
  const list = readList(reply, call);
  if (!list.ok) return list;
  const runtimes = list.value.rows.map(readRuntime).filter((row) => row !== undefined);
  return runtimes.length < list.value.rows.length
    ? fail(unusableReply(reply, call, 'a row of it lacks what it should have'))
    : succeed(runtimes);
}

/** Source: the product's API description 2020.10, MachineRuntimeDto. */
function readRuntime(row: JsonObject): Runtimes | undefined {
  const type = textAt(row, 'Type');
  const [total, connected, available] = ['Total', 'Connected', 'Available'].map((name) => wholeNumberAt(row, name));
  if (type === undefined || !/^[A-Za-z]{1,64}$/.test(type)) return undefined;
  return total === undefined || connected === undefined || available === undefined
    ? undefined
    : { type, total, connected, available };
}

function robotsCall(path: string): Call {
  return { purpose: 'list robots', needs: 'Robots.View', method: 'GET', path, isWrite: false };
}

function runtimesCall(folderId: number): Call {
  return {
    purpose: 'read the runtimes of a folder',
    needs: 'Machines.View',
    method: 'GET',
    path: `/odata/Machines/UiPath.Server.Configuration.OData.GetRuntimesForFolder(folderId=${folderId})`,
    isWrite: false,
  };
}
