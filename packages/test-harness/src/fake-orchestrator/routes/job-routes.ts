import { odataEntity, odataList } from '../http/odata-list.js';
import type { Reply } from '../http/reply.js';
import { type FolderCall, type FoldersCall, folderRoute, foldersRoute, type Route } from '../http/route.js';
import type { Job } from '../jobs/job.js';
import type { JsonObject } from '../json.js';
import { jobRow } from '../rows/job-row.js';
import { jobType } from '../rows/job-type.js';
import { getJobByKey, jobKeyIn } from './job-key.js';
import { startJobs } from './start-jobs.js';
import { stopJob, stopJobs } from './stop-jobs.js';
import { validateDynamicJob, validateStart } from './validate-start.js';

/** The jobs of a folder. Source: UiPath swagger 2020.10. */
export const jobRoutes: readonly Route[] = [
  foldersRoute('GET', '/odata/Jobs', 'Jobs.View', (call) =>
    odataList(call, 'Jobs', jobType(call.site.profile), jobsOf(call)),
  ),
  folderRoute('GET', '/odata/Jobs({id})', 'Jobs.View', (call) => {
    return jobReply(call, call.site.world.jobs.byId(call.id));
  }),
  folderRoute('GET', getJobByKey, 'Jobs.View', (call) =>
    jobReply(call, call.site.world.jobs.byKey(jobKeyIn(call.request.path))),
  ),
  folderRoute('POST', '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs', 'Jobs.Create', startJobs),
  // That it needs Jobs.Create is assumed.
  folderRoute('POST', validateDynamicJob, 'Jobs.Create', validateStart),
  folderRoute('POST', '/odata/Jobs({id})/UiPath.Server.Configuration.OData.StopJob', 'Jobs.Edit', stopJob),
  folderRoute('POST', '/odata/Jobs/UiPath.Server.Configuration.OData.StopJobs', 'Jobs.Edit', stopJobs),
];

function jobReply(call: FolderCall, job: Job | undefined): Reply {
  const isHere = job !== undefined && job.folder.id === call.folder.id;
  return odataEntity(call, 'Jobs', jobType(call.site.profile), isHere ? jobRow(job) : undefined);
}

function jobsOf({ site, folders }: FoldersCall): readonly JsonObject[] {
  const rows = folders.flatMap(({ id }) => site.world.jobs.inFolder(id)).map(jobRow);
  if (!site.profile.listsOmitArguments) return rows;
  return rows.map((row) => ({ ...row, InputArguments: null, OutputArguments: null }));
}
