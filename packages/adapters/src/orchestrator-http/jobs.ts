import {
  type Failure,
  type FolderIdentity,
  type FolderKind,
  fail,
  isFinal,
  type JobReading,
  type JsonObject,
  jobStates,
  mostJobsFound,
  type OrchestratorAccess,
  type OrchestratorJobs,
  parseHttpDate,
  type Result,
  succeed,
} from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import type { Capabilities } from './capabilities.js';
import { isGuid } from './is-guid.js';
import { readJob } from './job-row.js';
import { odata, quoted } from './odata.js';
import { isNotFound } from './refusal.js';
import { releaseNotFound } from './release-not-found.js';
import { readList, readNothing, readObject, unusableReply } from './reply.js';
import type { Session } from './session.js';
import { startInfo } from './start-info.js';
import { startRefusal } from './start-refusal.js';

/** Jobs, started, stopped and read through `/odata/Jobs`. */
export function createJobs(sessionOf: (access: OrchestratorAccess) => Session): OrchestratorJobs {
  /** Jobs of a folder that match; every one must be readable. */
  async function search(
    access: OrchestratorAccess,
    folder: FolderIdentity,
    options: Readonly<Record<string, string | number>>,
  ): Promise<Result<readonly JobReading[], Failure>> {
    const session = sessionOf(access);
    const can = await session.signIn(access);
    if (!can.ok) return can;
    const call = jobsCall(odata('/odata/Jobs', { ...options, ...withRelease }));
    const reply = await session.callInFolder(access, folder, call);
    return reply.ok ? readJobs(reply.value, call, 'read', can.value) : reply;
  }

  return {
    async start(access, folder, request) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const call = (kind?: FolderKind) => startCall(startInfo(request, can.value, kind));
      const reply = await session.callInFolder(access, folder, call);
      if (!reply.ok) {
        const { failure } = reply;
        return fail(isNotFound(failure) ? releaseNotFound(failure, folder) : startRefusal(failure));
      }
      const jobs = readJobs(reply.value, call(), 'start', can.value);
      if (!jobs.ok) return jobs;
      const [job] = jobs.value;
      return job === undefined ? fail(unusableReply(reply.value, call(), 'it holds no job')) : succeed(job);
    },

    async stop(access, folder, id, mode) {
      const call = stopCall(id, mode);
      const reply = await sessionOf(access).callInFolder(access, folder, call);
      return reply.ok ? readNothing(reply.value, call) : reply;
    },

    async readById(access, folder, id) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const call = jobsCall(odata(`/odata/Jobs(${id})`, withRelease));
      const reply = await session.callInFolder(access, folder, call);
      if (!reply.ok) return isNotFound(reply.failure) ? succeed(undefined) : reply;
      const row = readObject(reply.value, call);
      if (!row.ok) return row;
      const job = readJob(row.value, 'read', parseHttpDate(reply.value.headers.date), can.value.hasReference);
      return job === undefined ? fail(unusableReply(reply.value, call, unreadableJob)) : succeed(job);
    },

    async readList(access, folder, ids) {
      if (ids.length === 0) return succeed({ asked: 0, jobs: [] });
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const asked = ids.slice(0, can.value.longestJobList);
      const call = jobsCall(
        odata('/odata/Jobs', { $filter: amongIds(asked, can.value), $top: asked.length, $select: stateFields }),
      );
      const reply = await session.callInFolder(access, folder, call);
      if (!reply.ok) return reply;
      const list = readList(reply.value, call);
      if (!list.ok) return list;
      return succeed({ asked: asked.length, jobs: readableJobs(reply.value, list.value.rows, 'read', can.value) });
    },

    async findByKey(access, folder, jobKey) {
      if (!isGuid(jobKey)) return succeed(undefined);
      const jobs = await search(access, folder, { $filter: `Key eq ${jobKey}`, $top: 1 });
      return jobs.ok ? succeed(jobs.value[0]) : jobs;
    },

    async findByReference(access, folder, startsWith, which) {
      const can = await sessionOf(access).signIn(access);
      if (!can.ok) return can;
      if (!can.value.hasReference) return succeed('unsupported');
      const matches = `startswith(Reference,${quoted(startsWith)})`;
      const $filter = which === 'all' ? matches : `${matches} and (${unfinished})`;
      return search(access, folder, { $filter, $orderby: 'Id asc', $top: mostJobsFound });
    },
  };
}

/** Without it the release of a job is null. */
const withRelease = { $expand: 'Release' };

const unreadableJob = 'a job in it lacks its key, id or time, or is in an unknown state';

const unfinished = jobStates
  .filter((state) => !isFinal(state))
  .map((state) => `State eq ${quoted(state)}`)
  .join(' or ');

/** All that tells of a state, in every version. Without this a list would carry the arguments of fifty jobs. */
const stateFields = 'Key,Id,State,CreationTime,StartTime,EndTime';

/** OData has `in` since 4.01, which the oldest versions do not know. */
function amongIds(ids: readonly number[], { hasIn }: Capabilities): string {
  return hasIn ? `Id in (${ids.join(',')})` : ids.map((id) => `Id eq ${id}`).join(' or ');
}

function readableJobs(
  reply: HttpReply,
  rows: readonly JsonObject[],
  source: 'start' | 'read',
  { hasReference }: Capabilities,
): readonly JobReading[] {
  const date = parseHttpDate(reply.headers.date);
  return rows.map((row) => readJob(row, source, date, hasReference)).filter((job) => job !== undefined);
}

/** The jobs of a reply, all of which must be readable. */
function readJobs(
  reply: HttpReply,
  call: Call,
  source: 'start' | 'read',
  can: Capabilities,
): Result<readonly JobReading[], Failure> {
  const list = readList(reply, call);
  if (!list.ok) return list;
  const jobs = readableJobs(reply, list.value.rows, source, can);
  return jobs.length < list.value.rows.length ? fail(unusableReply(reply, call, unreadableJob)) : succeed(jobs);
}

function jobsCall(path: string): Call {
  return { purpose: 'read jobs', needs: 'Jobs.View', method: 'GET', path, isWrite: false };
}

function startCall(info: ReturnType<typeof startInfo>): Call {
  return {
    purpose: 'start a job',
    needs: 'Jobs.Create and Processes.View',
    method: 'POST',
    path: '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs',
    body: { startInfo: info },
    isWrite: true,
  };
}

function stopCall(id: number, mode: 'soft' | 'kill'): Call {
  return {
    purpose: 'stop a job',
    needs: 'Jobs.Edit',
    method: 'POST',
    path: `/odata/Jobs(${id})/UiPath.Server.Configuration.OData.StopJob`,
    body: { strategy: mode === 'soft' ? 'SoftStop' : 'Kill' },
    isWrite: true,
  };
}
