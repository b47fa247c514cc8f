import { version17 } from './version-17.js';
import type { VersionProfile } from './version-profile.js';

/**
 * Automation Cloud of 2026.
 * Sources: UiPath swagger of Automation Cloud (20.0); UiPath docs, "Rate limits" of July 2024, for the arguments that lists
 * lack; measured by UiPath-Services/UiPathOrch (no `Environment` of releases, no login with a password, no environments).
 */
export const version20: VersionProfile = {
  ...version17,
  product: 'Automation Cloud 2026',
  supportedVersions: '20.0',
  build: '26.3.0.0',
  startInfoFields: [
    ...version17.startInfoFields,
    'EnvironmentVariables',
    'ParentOperationId',
    'AutopilotForRobots',
    'ProfilingOptions',
    'FpsContext',
    'FpsProperties',
    'TraceId',
    'ParentSpanId',
    'EntryPointPath',
  ],
  needsWebhookName: true,
  folderFields: [...version17.folderFields, 'IsActive'],
  releaseFields: [
    ...version17.releaseFields.filter((field) => !field.startsWith('Environment')),
    'EnvironmentVariables',
    'MinRequiredRobotVersion',
    'FolderKey',
  ],
  jobFields: [
    ...version17.jobFields,
    'ParentJobKey',
    'JobError',
    'ErrorCode',
    'TraceId',
    'SubState',
    'InputFile',
    'OutputFile',
    'FolderKey',
    'EnvironmentVariables',
    'TargetRuntime',
  ],
  listsOmitArguments: true,
  hasCloudPaths: true,
  absentRoutes: { 'POST /api/Account/Authenticate': 'page', 'GET /odata/Environments': 'page' },
  eventTypes: [
    ...version17.eventTypes,
    'job.resumed',
    'job.stopping',
    'job.terminating',
    'task.deleted',
    'task.updated',
    'stc.task.update',
  ],
  eventFields: [...version17.eventFields, 'Name', 'DataTruncated', 'OrganizationUnitKey', 'UserKey'],
  eventJobFields: [
    ...version17.eventJobFields,
    'Type',
    'CreationTime',
    'SpecificPriorityValue',
    'RuntimeType',
    'SourceType',
    'Machine',
    'EntryPointPath',
    'DataTruncated',
  ],
};
