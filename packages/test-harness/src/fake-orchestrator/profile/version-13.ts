import { version11 } from './version-11.js';
import type { VersionProfile } from './version-profile.js';

/** Orchestrator 2021.10. */
export const version13: VersionProfile = {
  ...version11,
  product: '2021.10',
  sources: [
    'UiPath-Services/UiPathOrch on 21.10.4: jobs expand `Machine`, `/api/Status/Version` answers',
    'UiPath-Services/UiPathOrch: releases expand `EntryPoint` and jobs have a `ProcessType` from API 12 on',
    'UiPath docs of 2021.10: the folder key in a header',
  ],
  assumed: ['which other fields younger than 2020.10 begin here', 'what a change of version answers'],
  supportedVersions: '13.0',
  build: '21.10.4.0',
  folderHeaders: [
    'x-uipath-folderpath-encoded',
    'x-uipath-folderpath',
    'x-uipath-folderkey',
    'x-uipath-organizationunitid',
  ],
  startInfoFields: [
    ...version11.startInfoFields,
    'MachineRobots',
    'ResumeOnSameContext',
    'BatchExecutionKey',
    'RequiresUserInteraction',
    'StopProcessExpression',
    'StopStrategy',
    'KillProcessExpression',
    'TargetFramework',
  ],
  folderFields: [...version11.folderFields, 'FullyQualifiedNameOrderable', 'FolderType'],
  releaseFields: [
    ...version11.releaseFields,
    'EntryPoint',
    'IsAttended',
    'IsCompiled',
    'TargetFramework',
    'LastModificationTime',
  ],
  jobFields: [
    ...version11.jobFields,
    'Machine',
    'ProcessType',
    'ProfilingOptions',
    'ResumeOnSameContext',
    'LocalSystemAccount',
    'OrchestratorUserIdentity',
  ],
  coreAssembly: 'System.Private.CoreLib, Version=8.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e',
  versionChangeAnswer: 'release',
  absentRoutes: {
    'POST /odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob': 'page',
    'GET /api/Folders/GetAllForCurrentUser': 'page',
    'GET /odata/Jobs/UiPath.Server.Configuration.OData.GetByKey(identifier={key})': 'page',
  },
};
