import type { Job } from '../jobs/job.js';
import type { JobEvent } from '../jobs/job-event.js';
import { isFinal } from '../jobs/job-state.js';
import type { JsonObject, JsonValue } from '../json.js';

/** What a subscriber is sent about an event: its type, and the body without what the sender adds to each. */
export interface Announcement {
  readonly type: string;
  readonly tenantId: number;
  readonly body: JsonObject;
}

/**
 * Tells an event about jobs as Orchestrator does from API 17 on: arguments are objects here, not strings.
 * job.created and job.stopped carry `Jobs`, the others `Job`.
 * Source: UiPath docs, "Types of events", samples of job.created (2025) and of the other job events.
 */
export function announce({ type, jobs, at, userId, startInfo }: JobEvent): Announcement | undefined {
  const [first, ...others] = jobs;
  if (first === undefined) return undefined;
  return {
    type,
    tenantId: first.folder.tenant.id,
    body: withoutMissing({
      EventTime: at,
      EntityKey: others.length === 0 ? first.key : undefined,
      StartInfo: startInfo,
      ...about(type, jobs, first),
      TenantId: first.folder.tenant.id,
      OrganizationUnitId: first.folder.id,
      UserId: userId,
    }),
  };
}

function about(type: string, jobs: readonly Job[], first: Job): Readonly<Record<string, JsonValue>> {
  if (type === 'job.created') return { Jobs: jobs.map(createdJob) };
  return type === 'job.stopped' ? { Jobs: jobs.map(simpleJob) } : { Job: simpleJob(first) };
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

function simpleJob(job: Job): JsonObject {
  const { robot } = job;
  return withoutMissing({
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
  });
}

function shortRelease({ release }: Job): JsonObject {
  return { Id: release.id, Key: release.key, ProcessKey: release.process.packageId ?? release.process.name };
}

function withoutMissing(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
