import { contextOf } from '../http/odata-list.js';
import { odataReply, type Reply } from '../http/reply.js';
import type { FolderCall } from '../http/route.js';
import { refusalsOf } from './start-refusals.js';
import { wantedStart } from './wanted-start.js';

/** Where a start is validated. Source: the client UiPath-Services/UiPathOrch. */
export const validateDynamicJob = '/odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob';

/**
 * Answers ValidateDynamicJob: why StartJobs would refuse the same body, and whether machines and maintenance would let the
 * job run. Starts nothing. A body that StartJobs cannot use is refused as there (assumed).
 */
export function validateStart(call: FolderCall): Reply {
  const wanted = wantedStart(call);
  if ('status' in wanted) return wanted;
  const found = [...inMaintenance(call), ...refusalsOf(call, wanted), ...withoutHosts(call)];
  return odataReply(200, {
    '@odata.context': contextOf(call, 'UiPath.Server.Configuration.OData.ValidationResultDto'),
    IsValid: found.length === 0,
    Errors: found.map(({ message }) => message),
    ErrorCodes: found.map(({ errorCode }) => errorCode),
  });
}

/** What hinders a job. */
interface Hindrance {
  readonly errorCode: string;
  readonly message: string;
}

function inMaintenance({ site }: FolderCall): readonly Hindrance[] {
  return site.maintenance.state() === 'None'
    ? []
    : [{ errorCode: 'TemplateMaintenanceMode', message: 'The service is in maintenance mode.' }];
}

/** StartJobs takes such a start, and its job waits. */
function withoutHosts({ folder }: FolderCall): readonly Hindrance[] {
  return folder.unattendedRobots.length > 0 && folder.connectedRobots === 0
    ? [{ errorCode: 'TemplateNoHostsAvailable', message: 'No machine of the current folder is connected.' }]
    : [];
}
