import type { Job } from '../jobs/job.js';
import type { JsonObject } from '../json.js';

const rows = new WeakMap<Job, JsonObject>();

/**
 * A job with its links and everything that any version shows of it; arguments are JSON strings. Made once per value, since
 * jobs never change.
 */
export function jobRow(job: Job): JsonObject {
  const row = rows.get(job) ?? makeRow(job);
  rows.set(job, row);
  return row;
}

function makeRow(job: Job): JsonObject {
  const { release, robot } = job;
  return {
    Key: job.key,
    StartTime: job.startTime,
    EndTime: job.endTime,
    State: job.state,
    JobPriority: job.jobPriority,
    SpecificPriorityValue: priorityValues[job.jobPriority] ?? null,
    Robot: robot && {
      Id: robot.id,
      Name: robot.name,
      Username: robot.username,
      MachineId: robot.machineId,
      MachineName: robot.machineName,
      Type: job.type,
      HostingType: 'Standard',
      ProvisionType: job.folder.kind === 'classic' ? 'Manual' : 'Automatic',
    },
    Release: {
      Id: release.id,
      Key: release.key,
      ProcessKey: release.process.packageId ?? release.process.name,
      ProcessVersion: release.currentVersion.number,
      Name: release.process.name,
    },
    Machine: robot && { Id: robot.machineId, Name: robot.machineName },
    Source: job.source,
    SourceType: job.type === 'Attended' ? 'Agent' : 'Manual',
    BatchExecutionKey: job.batchExecutionKey,
    Info: job.info,
    CreationTime: job.creationTime,
    StartingScheduleId: null,
    StartingTriggerId: null,
    ReleaseName: release.process.name,
    Type: job.type,
    InputArguments: job.input && JSON.stringify(job.input),
    OutputArguments: job.output && JSON.stringify(job.output),
    HostMachineName: robot?.machineName ?? null,
    HasMediaRecorded: false,
    HasVideoRecorded: false,
    PersistenceId: null,
    ResumeVersion: null,
    StopStrategy: job.stopStrategy,
    RuntimeType: job.runtimeType,
    RequiresUserInteraction: release.process.attended,
    ReleaseVersionId: job.version.id,
    EntryPointPath: 'Main.xaml',
    OrganizationUnitId: job.folder.id,
    OrganizationUnitFullyQualifiedName: job.folder.path,
    Reference: job.reference,
    ProcessType: 'Process',
    ProfilingOptions: null,
    ResumeOnSameContext: false,
    LocalSystemAccount: 'UiPathRobot',
    OrchestratorUserIdentity: null,
    RemoteControlAccess: 'None',
    MaxExpectedRunningTimeSeconds: null,
    ServerlessJobType: null,
    ResumeTime: job.resumeTime,
    LastModificationTime: job.lastModificationTime,
    ParentJobKey: null,
    JobError: null,
    ErrorCode: null,
    TraceId: null,
    SubState: null,
    InputFile: null,
    OutputFile: null,
    FolderKey: job.folder.key,
    EnvironmentVariables: null,
    TargetRuntime: null,
    Id: job.id,
  };
}

/** Source: UiPath docs, "Starting a job": the value in the middle of each band. */
const priorityValues: Readonly<Record<string, number>> = { Low: 25, Normal: 45, High: 65 };
