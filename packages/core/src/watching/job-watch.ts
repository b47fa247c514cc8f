import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import { type FollowedJob, followJob, snapshotOf } from '../lifecycle/followed-job.js';
import { isFinal, type JobState } from '../lifecycle/job-state.js';
import type { JobEvent } from '../lifecycle/lifecycle-event.js';
import type { FolderIdentity } from '../process/process-reference.js';
import type { Planned } from './agenda.js';
import type { DueJob } from './choose-polls.js';
import type { ReadReason } from './read-reason.js';

/** A job to be followed, and where it is read. */
export interface WatchSubject {
  readonly connectionId: string;
  readonly folder: FolderIdentity;
  /** The release that the job runs. */
  readonly releaseKey: string;
  /** Orchestrator's number for the job. */
  readonly id: number;
}

/**
 * How the reading came that somebody begins to follow a job with, who is then told accordingly: after a `look-up` and a
 * `search` where the job stands, after a `start` its first move. Only a look-up reads an ended job by id, output included.
 */
export type LearntBy = 'look-up' | 'search' | 'start';

/** Who is told of a job. Its methods must not throw, and must not report to the tracker: others wait to be told the same. */
export interface JobListener {
  event(event: JobEvent): void;
  /** Nothing more comes. */
  end(): void;
}

/**
 * One followed job: what its listeners know, who they are, and its plan of reading. A plain record, since there may be
 * tens of thousands.
 */
export interface JobWatch extends Planned, DueJob {
  readonly subject: WatchSubject;
  job: FollowedJob;
  listeners: readonly JobListener[];
  /** The first moves, for a listener who joins before anything else was told; undefined afterwards. */
  firstMoves: readonly JobEvent[] | undefined;
  isOver: boolean;
  /** When the listeners learnt of the state they know, in milliseconds since 1970. */
  enteredAtMs: number;
  /** When the end was learnt that is not told yet. */
  endingSinceMs: number | undefined;
  /** Why the planned read is due. */
  dueFor: ReadReason;
  isReading: boolean;
  /** Why another read must follow the one under way, which may have been answered too early. */
  owedFor: ReadReason | undefined;
  /** How many reads in a row told nothing new. */
  quietReads: number;
  /** How many reads by id in a row did not find the job, or were refused. */
  missesInARow: number;
}

/** Begins to follow a job; `told` is the state its listeners know, null when it is new to them. */
export function createJobWatch(
  subject: WatchSubject,
  first: FlaggedReading,
  told: JobState | null,
  nowMs: number,
): JobWatch {
  return {
    slot: undefined,
    subject,
    place: subject.folder.key,
    job: followJob(first, told),
    listeners: [],
    firstMoves: undefined,
    isOver: false,
    enteredAtMs: nowMs,
    endingSinceMs: undefined,
    dueFor: 'polling',
    isReading: false,
    owedFor: undefined,
    lastReadAtMs: nowMs,
    needsReadById: false,
    quietReads: 0,
    missesInARow: 0,
  };
}

/** Orchestrator's key of the followed job. */
export function jobKeyOf({ job }: JobWatch): string {
  return job.merged.state.jobKey;
}

/** Tells all who listen. */
export function tellAll({ listeners }: JobWatch, events: readonly JobEvent[]): void {
  for (const event of events) for (const listener of listeners) listener.event(event);
}

/** Tells a newcomer where the job stands; answers whether it has ended, so that nothing more comes. */
export function tellSnapshot({ job }: JobWatch, listener: JobListener): boolean {
  const snapshot = snapshotOf(job);
  listener.event({ kind: 'snapshot', job: snapshot });
  return isFinal(snapshot.state);
}
