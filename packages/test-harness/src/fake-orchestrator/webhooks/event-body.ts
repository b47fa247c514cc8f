import type { Job } from '../jobs/job.js';
import type { JobEvent } from '../jobs/job-event.js';
import { isFinal } from '../jobs/job-state.js';
import type { JsonObject, JsonValue } from '../json.js';
import type { VersionProfile } from '../profile/version-profile.js';

/** What a subscriber is sent about an event: its type, and the body without what the sender adds to each. */
export interface Announcement {
  readonly type: string;
  readonly tenantId: number;
  readonly body: JsonObject;
}

/**
 * Tells an event about jobs as a version does: arguments are objects here, not strings. job.created and job.stopped carry
 * `Jobs`, the others `Job`. Assumed: what the `EventSourceId` is.
 * Source: UiPath docs, "Types of events", samples of job.created (2025) and of the other job events.
 */
export function announce(
  { type, jobs, at, userId, startInfo }: JobEvent,
  { eventFields, eventJobFields }: VersionProfile,
): Announcement | undefined {
  const [first, ...others] = jobs;
  if (first === undefined) return undefined;
  return {
    type,
    tenantId: first.folder.tenant.id,
    body: onlyThose(eventFields, {
      EventTime: at,
      EntityKey: others.length === 0 ? first.key : undefined,
      EventSourceId: first.folder.key,
      StartInfo: startInfo,
      ...about(type, jobs, first, eventJobFields),
      TenantId: first.folder.tenant.id,
      OrganizationUnitId: first.folder.id,
      OrganizationUnitKey: first.folder.key,
      UserId: userId,
      DataTruncated: false,
    }),
  };
}

function about(
  type: string,
  jobs: readonly Job[],
  first: Job,
  fields: readonly string[],
): Readonly<Record<string, JsonValue>> {
  const simple = (job: Job): JsonObject => onlyThose(fields, simpleJob(job));
  if (type === 'job.created') return { Jobs: jobs.map(createdJob) };
  return type === 'job.stopped' ? { Jobs: jobs.map(simple) } : { Job: simple(first) };
}

function createdJob(job: Job): JsonObject {
  const { release } = job;
  return {
    Id: job.id,
    Key: job.key,
    State: job.state,
    Source: job.source,
    SourceType: 'Manual',
    BatchExecutionKey: job.batchExecutionKey,
    ReleaseName: release.process.name,
    Type: job.type,
    Release: {
      ...shortRelease(job),
      ProcessVersion: '',
      Name: release.process.name,
      Description: release.process.description,
      IsLatestVersion: false,
      InputArguments: null,
    },
    InputArguments: job.input,
    OutputArguments: null,
  };
}

function simpleJob(job: Job): Members {
  const { robot } = job;
  return {
    Id: job.id,
    Key: job.key,
    State: job.state,
    StartTime: job.startTime ?? undefined,
    ResumeTime: job.resumeTime ?? undefined,
    EndTime: job.endTime ?? undefined,
    Info: job.info,
    OutputArguments: job.output ?? (isFinal(job.state) ? {} : null),
    Robot: robot === null ? undefined : { Id: robot.id, Name: robot.name, MachineName: robot.machineName },
    Release: shortRelease(job),
    Type: job.type,
    CreationTime: job.creationTime,
    RuntimeType: job.runtimeType,
    SourceType: job.type === 'Attended' ? 'Agent' : 'Manual',
    Machine: robot === null ? undefined : { Id: robot.machineId, Name: robot.machineName },
    EntryPointPath: 'Main.xaml',
    DataTruncated: false,
  };
}

function shortRelease({ release }: Job): JsonObject {
  return { Id: release.id, Key: release.key, ProcessKey: release.process.packageId ?? release.process.name };
}

type Members = Readonly<Record<string, JsonValue | undefined>>;

function onlyThose(fields: readonly string[], members: Members): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined && fields.includes(entry[0]),
    ),
  );
}
