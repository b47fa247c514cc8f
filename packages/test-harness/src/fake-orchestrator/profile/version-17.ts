import { version16 } from './version-16.js';
import type { VersionProfile } from './version-profile.js';

/** Orchestrator 2023.10 to 2025.10. */
export const version17: VersionProfile = {
  ...version16,
  product: '2023.10 to 2025.10',
  sources: [
    'UiPath-Services/UiPathOrch on 23.10.6 and 25.10.2: two fields of releases',
    'UiPath docs of 2023.10, "Types of events": envelope and ids of events',
    'UiPath docs: classic folders are removed by 2023.10',
  ],
  assumed: [
    'that 2024.10 has API 17, as 2023.10 and 2025.10 have',
    'that two times of jobs begin here',
    'what `EventSourceId` holds',
  ],
  supportedVersions: '17.0',
  build: '23.10.6.0',
  hasClassicFolders: false,
  releaseFields: [...version16.releaseFields, 'EntryPointPath', 'HiddenForAttendedUser'],
  jobFields: [...version16.jobFields, 'ResumeTime', 'LastModificationTime'],
  eventIds: 'decimal',
  eventFields: [...version16.eventFields, 'EventTime', 'EntityKey', 'EventSourceId'],
};
