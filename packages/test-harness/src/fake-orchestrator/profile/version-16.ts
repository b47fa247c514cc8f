import { version15 } from './version-15.js';
import type { VersionProfile } from './version-profile.js';

/** Orchestrator 2023.4. */
export const version16: VersionProfile = {
  ...version15,
  product: '2023.4',
  sources: [
    'UiPath-Services/UiPathOrch on 23.4.0: `Key`, `Name` and `Description` of webhooks, four fields of releases',
  ],
  assumed: [
    'that starts take the alerts, `RemoteControlAccess` and `RunAsMe` from here on, as schedules do',
    'that two fields of jobs begin here',
  ],
  supportedVersions: '16.0',
  build: '23.4.0.0',
  startInfoFields: [
    ...version15.startInfoFields,
    'RemoteControlAccess',
    'AlertPendingExpression',
    'AlertRunningExpression',
    'RunAsMe',
  ],
  webhookFields: ['Key', 'Name', 'Description', ...version15.webhookFields],
  releaseFields: [
    ...version15.releaseFields,
    'RemoteControlAccess',
    'VideoRecordingSettings',
    'AutomationHubIdeaUrl',
    'RobotSize',
  ],
  jobFields: [...version15.jobFields, 'RemoteControlAccess', 'HasVideoRecorded'],
};
