import { contextOf } from '../http/odata-list.js';
import { odataReply, type Reply } from '../http/reply.js';
import type { FolderCall } from '../http/route.js';
import type { JsonObject } from '../json.js';
import { runQuery } from '../odata/run-query.js';
import { jobRow } from '../rows/job-row.js';
import { jobType } from '../rows/job-type.js';
import type { StartInfo } from './start-info.js';
import { refusalsOf } from './start-refusals.js';
import { wantedStart } from './wanted-start.js';

/** Answers StartJobs: 201 with the jobs it made, all of them Pending. */
export function startJobs(call: FolderCall): Reply {
  const { site, user } = call;
  const wanted = wantedStart(call);
  if ('status' in wanted) return wanted;
  const [refusal] = refusalsOf(call, wanted);
  if (refusal !== undefined) return refusal.reply;

  const { startInfo, release, count, robots, input } = wanted;
  const jobs = site.engine.start({
    release,
    count,
    robots,
    input,
    reference: startInfo.Reference ?? '',
    runtimeType: startInfo.RuntimeType ?? 'Unattended',
    jobPriority: startInfo.JobPriority ?? 'Normal',
    source: startInfo.Source ?? 'Manual',
    userId: user.id,
    startInfo: announced(startInfo),
  });
  const made = runQuery(jobs.map(jobRow), new URLSearchParams(), jobType(site.profile), site.profile);
  return odataReply(201, { '@odata.context': contextOf(call, 'Jobs'), value: made.ok ? made.rows : [] });
}

/** What job.created repeats. Source: UiPath docs, "Types of events", sample of job.created (2025). */
function announced({ ReleaseKey, Strategy, RobotIds, JobsCount, Source }: StartInfo): JsonObject {
  return {
    ReleaseKey,
    Strategy: Strategy ?? 'All',
    RobotIds: RobotIds ?? [],
    JobsCount: JobsCount ?? 0,
    Source: Source ?? 'Manual',
  };
}
