import { version9 } from './version-9.js';
import type { VersionProfile } from './version-profile.js';

/**
 * Orchestrator 2020.10.
 * Sources: UiPath swagger of 2020.10 for all fields and values; the header `api-supported-versions` and the missing
 * `/api/Status/Version` were measured by UiPath-Services/UiPathOrch on 20.10.16; the folder headers are those of UiPath
 * docs of 2020.10, "Building API requests". Assumed: the form of the events' ids.
 */
export const version11: VersionProfile = {
  ...version9,
  product: '2020.10',
  supportedVersions: '11.1',
  build: '20.10.16.0',
  folderHeaders: ['x-uipath-folderpath-encoded', 'x-uipath-folderpath', 'x-uipath-organizationunitid'],
  folderMissing: 'A folder is required for this action.',
  hasPersonalWorkspaces: true,
  needsPaging: false,
  startInfoFields: [...version9.startInfoFields, 'MachineSessionIds', 'JobPriority', 'RuntimeType', 'Reference'],
  startStrategies: [...version9.startStrategies, 'ModernJobsCount'],
  folderFields: ['Key', ...version9.folderFields, 'IsPersonal', 'ParentKey', 'FeedType'],
  releaseFields: [
    ...version9.releaseFields,
    'ProcessType',
    'SupportsMultipleEntryPoints',
    'RequiresUserInteraction',
    'FeedId',
    'JobPriority',
    'CreationTime',
    'OrganizationUnitId',
    'OrganizationUnitFullyQualifiedName',
  ],
  processSettingsFields: [
    'ErrorRecordingEnabled',
    'Duration',
    'Frequency',
    'Quality',
    'AutoStartProcess',
    'AlwaysRunning',
  ],
  jobFields: [
    ...version9.jobFields,
    'JobPriority',
    'RuntimeType',
    'RequiresUserInteraction',
    'OrganizationUnitId',
    'OrganizationUnitFullyQualifiedName',
    'Reference',
  ],
  hasIn: true,
  absentRoutes: { 'GET /api/Status/Version': 'not-found', 'GET /api/Folders/GetAllForCurrentUser': 'page' },
  eventTypes: [...version9.eventTypes, 'task.saved', 'task.forwarded'],
  eventJobFields: [...version9.eventJobFields, 'ResumeTime'],
};
