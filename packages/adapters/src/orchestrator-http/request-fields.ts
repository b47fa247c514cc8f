import { isIn, type Known } from './capability-table.js';

const described19 = { since: 9, evidence: 'described', source: 'API description 2019.10' } as const;
const described20 = { since: 11, evidence: 'described', source: 'API descriptions 2019.10 and 2020.10' } as const;
const described20April = {
  since: 10,
  evidence: 'described',
  source: 'API descriptions 2020.4 and 2020.10',
} as const;
const measured22 = {
  since: 15,
  evidence: 'measured',
  source: 'github.com/UiPath-Services/UiPathOrch; the same startInfo as for StartJobs',
} as const;
const described26 = {
  since: 20,
  evidence: 'described',
  source: 'API description 20.0; the first version is not known',
} as const;

/**
 * The fields that a request may have, by its verb and path without numbers, of those that could be of use here. On premises one field that the version does not
 * know makes the whole body null (measured, github.com/UiPath-Services/UiPathOrch), so nothing else is ever sent.
 */
export const requestFields = [
  ...fields('POST /api/Account/Authenticate', described19, 'tenancyName', 'usernameOrEmailAddress', 'password').map(
    (row) => ({ ...row, until: 17 }),
  ),
  ...fields('POST /odata/Jobs/UiPath.Server.Configuration.OData.StartJobs', described19, 'startInfo'),
  ...fields(
    'POST /odata/Jobs/UiPath.Server.Configuration.OData.StartJobs',
    described19,
    'startInfo.ReleaseKey',
    'startInfo.Strategy',
    'startInfo.RobotIds',
    'startInfo.NoOfRobots',
    'startInfo.JobsCount',
    'startInfo.Source',
    'startInfo.InputArguments',
  ),
  ...fields(
    'POST /odata/Jobs/UiPath.Server.Configuration.OData.StartJobs',
    described20April,
    'startInfo.JobPriority',
    'startInfo.RuntimeType',
  ),
  ...fields(
    'POST /odata/Jobs/UiPath.Server.Configuration.OData.StartJobs',
    described20,
    'startInfo.MachineSessionIds',
    'startInfo.Reference',
  ),
  ...fields(
    'POST /odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob',
    measured22,
    'startInfo',
    'startInfo.ReleaseKey',
    'startInfo.Strategy',
    'startInfo.RobotIds',
    'startInfo.JobsCount',
    'startInfo.RuntimeType',
  ),
  ...fields('POST /odata/Jobs()/UiPath.Server.Configuration.OData.StopJob', described19, 'strategy'),
  ...webhookFields('POST /odata/Webhooks'),
  ...webhookFields('PUT /odata/Webhooks()'),
  ...webhookFields('PATCH /odata/Webhooks()'),
];

/** The names of the fields that a request may have in an API version, inner ones with those they are in before a dot. */
export function fieldsOf(request: string, apiVersion: number): ReadonlySet<string> {
  const known = requestFields.filter((row) => row.request === request && isIn(row, apiVersion));
  return new Set(known.map(({ field }) => field));
}

function webhookFields<Request extends string>(request: Request): readonly FieldRow<Request>[] {
  return [
    ...fields(request, described19, 'Url', 'Enabled', 'Secret', 'SubscribeToAllEvents', 'AllowInsecureSsl'),
    ...fields(request, described19, 'Events', 'Events.EventType', 'Id'),
    ...fields(request, described26, 'Key', 'Name', 'Description'),
  ];
}

/** A field of a request. */
export interface FieldRow<Request extends string = string> extends Known {
  readonly request: Request;
  readonly field: string;
}

function fields<Request extends string>(
  request: Request,
  known: Known,
  ...names: readonly string[]
): readonly FieldRow<Request>[] {
  return names.map((field) => ({ request, field, ...known }));
}
