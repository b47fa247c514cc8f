import { jobStates } from '../jobs/job-state.js';
import type { EntityType } from '../odata/entity-type.js';
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
  },
};

const machineType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.MachineDto',
  properties: { Id: 'number', Name: 'string' },
};

/** JobDto; its `Key` is a GUID. Source: UiPath swagger 2020.10, with the later fields that API 17 has. */
export const jobType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.JobDto',
  properties: {
    Key: 'guid',
    StartTime: 'date',
    EndTime: 'date',
    State: { members: jobStates },
    JobPriority: 'string',
    SpecificPriorityValue: 'number',
    Robot: { entity: robotType },
    Release: { entity: releaseType },
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
    Id: 'number',
  },
};
