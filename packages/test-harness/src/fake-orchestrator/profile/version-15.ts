import { version13 } from './version-13.js';
import type { VersionProfile } from './version-profile.js';

/** Orchestrator 2022.10. */
export const version15: VersionProfile = {
  ...version13,
  product: '2022.10',
  sources: [
    'UiPath-Services/UiPathOrch on 22.4.4 and 22.10.1: `SpecificPriorityValue` is API 14, `EntryPointId` of releases and validation of starts API 15',
  ],
  assumed: ['that the other fields which begin here do so'],
  absentRoutes: {
    'GET /api/Folders/GetAllForCurrentUser': 'page',
    'GET /odata/Jobs/UiPath.Server.Configuration.OData.GetByKey(identifier={key})': 'page',
  },
  supportedVersions: '15.0',
  build: '22.10.1.0',
  startInfoFields: [...version13.startInfoFields, 'SpecificPriorityValue'],
  releaseFields: [...version13.releaseFields, 'EntryPointId', 'SpecificPriorityValue', 'Tags'],
  jobFields: [
    ...version13.jobFields,
    'SpecificPriorityValue',
    'StartingTriggerId',
    'MaxExpectedRunningTimeSeconds',
    'ServerlessJobType',
  ],
};
