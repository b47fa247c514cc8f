/** How well it is known that a version can do something. */
export type Evidence = 'described' | 'measured' | 'documented' | 'inferred';

/** From which API version to which one something is there, and how that is known. */
export interface Known {
  /** The first API version that has it; 9 (19.10) is the oldest there is here. */
  readonly since: number;
  /** The last API version that has it; absent when the latest one does. */
  readonly until?: number;
  readonly evidence: Evidence;
  readonly source: string;
}

/** One thing that some versions of Orchestrator can do and others cannot. */
export interface CapabilityRow extends Known {
  readonly name: string;
  readonly meaning: string;
}

const described19 = { since: 9, evidence: 'described', source: 'API description 2019.10' } as const;
const described20 = { since: 11, evidence: 'described', source: 'API descriptions 2019.10 and 2020.10' } as const;
const measured = { evidence: 'measured', source: 'github.com/UiPath-Services/UiPathOrch' } as const;

/** Everything in which the versions differ that a client can notice, one row each. Who asks, asks by name. */
export const capabilityTable = [
  {
    name: 'password-sign-in',
    meaning: 'a local user signs in with a password at `/api/Account/Authenticate`',
    since: 9,
    until: 17,
    ...measured,
  },
  {
    name: 'external-applications',
    meaning: 'an external application signs in with client credentials at the identity server',
    since: 11,
    evidence: 'documented',
    source: 'UiPath Orchestrator guide, "External applications"',
  },
  {
    name: 'status-version',
    meaning: '`/api/Status/Version` tells the build without a login',
    since: 13,
    ...measured,
  },
  {
    name: 'function-parentheses',
    meaning: 'the name of an OData function is followed by `()` in its path',
    since: 9,
    until: 10,
    evidence: 'described',
    source: 'API descriptions 2019.10 and 2020.10',
  },
  { name: 'in-operator', meaning: 'a filter may ask for `Id in (1,2)`', since: 11, ...measured },
  {
    name: 'folder-id-header',
    meaning: '`X-UIPATH-OrganizationUnitId` names the folder of a call',
    ...described19,
  },
  {
    name: 'folder-key-header',
    meaning: '`X-UIPATH-FolderKey` names the folder of a call',
    since: 13,
    evidence: 'documented',
    source: 'UiPath Orchestrator API guide, "Building API requests", from 21.10 on',
  },
  { name: 'folder-key', meaning: 'a folder has a `Key`, which outlives its id', ...described20 },
  {
    name: 'folder-by-key',
    meaning: '`/odata/Folders/UiPath.Server.Configuration.OData.GetByKey`',
    since: 15,
    ...measured,
  },
  {
    name: 'folders-navigation',
    meaning:
      '`/api/FoldersNavigation/GetAllFoldersForCurrentUser` lists the folders of a user who may not list all (until not known)',
    ...described19,
  },
  {
    name: 'folders-of-current-user',
    meaning: '`/api/Folders/GetAllForCurrentUser`',
    since: 18,
    ...measured,
  },
  {
    name: 'personal-workspaces',
    meaning: 'a folder tells whether it is a personal workspace (`IsPersonal`)',
    since: 10,
    evidence: 'described',
    source: 'API descriptions 2020.4 and 2020.10',
  },
  {
    name: 'classic-folders',
    meaning: 'a folder may be classic (`Manual` and `InheritFromTenant`), with robots and environments of its own',
    since: 9,
    until: 16,
    evidence: 'documented',
    source: 'UiPath Orchestrator guide, removal of classic folders in 2023.10',
  },
  {
    name: 'cross-folder-lists',
    meaning: 'jobs and processes of all folders in one list, with `mandatoryPermissions` instead of a folder header',
    ...described20,
  },
  {
    name: 'attended-processes',
    meaning: 'a process tells whether it is attended (`IsAttended`)',
    since: 17,
    evidence: 'inferred',
    source: 'not in 2020.10, added between 21.10 and 23.4, in API 20.0; read wherever it is told',
  },
  {
    name: 'modern-jobs',
    meaning: 'a start may have the strategy `ModernJobsCount`',
    since: 10,
    evidence: 'described',
    source: 'API descriptions 2020.4 and 2020.10',
  },
  {
    name: 'job-runtime',
    meaning: 'a start may ask for a `RuntimeType`',
    since: 10,
    evidence: 'described',
    source: 'API descriptions 2020.4 and 2020.10',
  },
  {
    name: 'job-priority',
    meaning: 'a start may have a `JobPriority`',
    since: 10,
    evidence: 'described',
    source: 'API descriptions 2020.4 and 2020.10',
  },
  { name: 'job-reference', meaning: 'a start may have a `Reference`, and its job carries it', ...described20 },
  { name: 'job-machine', meaning: 'a list of jobs may be asked for with `$expand=Machine`', since: 13, ...measured },
  {
    name: 'job-by-key',
    meaning: '`/odata/Jobs/UiPath.Server.Configuration.OData.GetByKey`',
    since: 20,
    evidence: 'described',
    source: 'API description 20.0; in none of those on premises',
  },
  {
    name: 'folder-runtimes',
    meaning: '`/odata/Machines/UiPath.Server.Configuration.OData.GetRuntimesForFolder`',
    ...described20,
  },
  {
    name: 'start-validation',
    meaning: '`/odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob`',
    since: 15,
    ...measured,
  },
  {
    name: 'webhook-name',
    meaning: 'a webhook has a `Name`, and must',
    since: 20,
    evidence: 'described',
    source: 'API description 20.0; the first version is not known',
  },
] as const satisfies readonly CapabilityRow[];

/** The name of a row of the table. */
export type CapabilityName = (typeof capabilityTable)[number]['name'];

/** Whether an API version has what a row tells of. */
export function isIn(
  { since, until = Number.POSITIVE_INFINITY }: Omit<Known, 'evidence' | 'source'>,
  apiVersion: number,
): boolean {
  return apiVersion >= since && apiVersion <= until;
}

/** Whether an API version can do what the row of that name tells of. */
export function isCapable(apiVersion: number, capability: CapabilityName): boolean {
  return capabilityTable.some((row) => row.name === capability && isIn(row, apiVersion));
}

const guide = { evidence: 'documented', source: 'UiPath Orchestrator API guide, "Types of events"' } as const;
const latest = { evidence: 'described', source: 'API description 20.0; the first version is not known' } as const;

/** Every webhook event about jobs. */
export const jobEvents = [
  { name: 'job.created', since: 9, ...guide },
  { name: 'job.started', since: 9, ...guide },
  { name: 'job.faulted', since: 9, ...guide },
  { name: 'job.completed', since: 9, ...guide },
  { name: 'job.stopped', since: 9, ...guide },
  { name: 'job.suspended', since: 9, ...guide },
  { name: 'job.resumed', since: 20, ...latest },
  { name: 'job.stopping', since: 20, ...latest },
  { name: 'job.terminating', since: 20, ...latest },
] as const satisfies readonly ({ readonly name: string } & Known)[];
