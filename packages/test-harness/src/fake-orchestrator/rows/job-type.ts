import { jobStates } from '../jobs/job-state.js';
import type { EntityType } from '../odata/entity-type.js';
import { withFields } from '../odata/with-fields.js';
import type { VersionProfile } from '../profile/version-profile.js';
import { releaseType } from './release-row.js';

const robotType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.SimpleRobotDto',
  properties: {
    Id: 'number',
    Name: 'string',
    Username: 'string',
    MachineId: 'number',
    MachineName: 'string',
    Type: 'string',
    HostingType: 'string',
    ProvisionType: 'string',
  },
};

const machineType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.MachineDto',
  properties: { Id: 'number', Name: 'string' },
};

/** JobDto of a version; its `Key` is a GUID. */
export function jobType(profile: VersionProfile): EntityType {
  const properties = { ...plainFields, Release: { entity: releaseType(profile) } };
  return withFields({ name: 'UiPath.Server.Configuration.OData.JobDto', properties }, profile.jobFields);
}

const plainFields: EntityType['properties'] = {
  Key: 'guid',
  StartTime: 'date',
  EndTime: 'date',
  State: { members: jobStates },
  JobPriority: 'string',
  SpecificPriorityValue: 'number',
  Robot: { entity: robotType },
  Machine: { entity: machineType },
  Source: 'string',
  SourceType: 'string',
  BatchExecutionKey: 'guid',
  Info: 'string',
  CreationTime: 'date',
  StartingScheduleId: 'number',
  StartingTriggerId: 'guid',
  ReleaseName: 'string',
  Type: 'string',
  InputArguments: 'string',
  OutputArguments: 'string',
  HostMachineName: 'string',
  HasMediaRecorded: 'boolean',
  HasVideoRecorded: 'boolean',
  PersistenceId: 'guid',
  ResumeVersion: 'number',
  StopStrategy: 'string',
  RuntimeType: 'string',
  RequiresUserInteraction: 'boolean',
  ReleaseVersionId: 'number',
  EntryPointPath: 'string',
  OrganizationUnitId: 'number',
  OrganizationUnitFullyQualifiedName: 'string',
  Reference: 'string',
  ProcessType: 'string',
  ProfilingOptions: 'string',
  ResumeOnSameContext: 'boolean',
  LocalSystemAccount: 'string',
  OrchestratorUserIdentity: 'string',
  RemoteControlAccess: 'string',
  MaxExpectedRunningTimeSeconds: 'number',
  ServerlessJobType: 'string',
  ResumeTime: 'date',
  LastModificationTime: 'date',
  ParentJobKey: 'guid',
  JobError: 'complex',
  ErrorCode: 'string',
  TraceId: 'string',
  SubState: 'string',
  InputFile: 'guid',
  OutputFile: 'guid',
  FolderKey: 'guid',
  EnvironmentVariables: 'string',
  TargetRuntime: 'string',
  Id: 'number',
};
