import { odataEntity, odataList } from '../http/odata-list.js';
import { type FolderCall, folderRoute, type Route } from '../http/route.js';
import type { JsonObject } from '../json.js';
import { jobRow } from '../rows/job-row.js';
import { jobType } from '../rows/job-type.js';
import { startJobs } from './start-jobs.js';
import { stopJob, stopJobs } from './stop-jobs.js';

/** The jobs of a folder. Source: UiPath swagger 2020.10. */
export const jobRoutes: readonly Route[] = [
  folderRoute('GET', '/odata/Jobs', 'Jobs.View', (call) =>
    odataList(call, 'Jobs', jobType(call.site.profile), jobsOf(call)),
  ),
  folderRoute('GET', '/odata/Jobs({id})', 'Jobs.View', (call) => {
    const job = call.site.world.jobs.byId(call.id);
    return odataEntity(
      call,
      'Jobs',
      jobType(call.site.profile),
      job?.folder.id === call.folder.id ? jobRow(job) : undefined,
    );
  }),
  folderRoute('POST', '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs', 'Jobs.Create', startJobs),
  folderRoute('POST', '/odata/Jobs({id})/UiPath.Server.Configuration.OData.StopJob', 'Jobs.Edit', stopJob),
  folderRoute('POST', '/odata/Jobs/UiPath.Server.Configuration.OData.StopJobs', 'Jobs.Edit', stopJobs),
];

function jobsOf({ site, folder }: FolderCall): readonly JsonObject[] {
  const rows = site.world.jobs.inFolder(folder.id).map(jobRow);
  if (!site.profile.listsOmitArguments) return rows;
  return rows.map((row) => ({ ...row, InputArguments: null, OutputArguments: null }));
}
