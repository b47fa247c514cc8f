import { version13 } from './version-13.js';
import type { VersionProfile } from './version-profile.js';

/**
 * Orchestrator 2022.10.
 * Sources: measured by UiPath-Services/UiPathOrch on 22.4.4 and 22.10.1 (`SpecificPriorityValue` is API 14,
 * `EntryPointId` of releases API 15). Assumed: that the other fields here begin with this version.
 */
export const version15: VersionProfile = {
  ...version13,
  product: '2022.10',
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
