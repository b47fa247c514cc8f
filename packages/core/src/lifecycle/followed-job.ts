import { isSameSecond } from '../time/instant.js';
import type { EndReading } from './flagged-reading.js';
import type { Job } from './job.js';
import { isFinal, type JobState } from './job-state.js';
import { type JobEnd, viewJob } from './job-view.js';
import type { JobEvent, LifecycleEvent } from './lifecycle-event.js';
import { jobOf, type MergedJob, merge } from './merge.js';
import type { Observation } from './observation.js';
import { walk } from './walk.js';

/**
 * One job as its listeners know it: what was told, and what is known. A value: each report gives a new one.
 */
export interface FollowedJob {
  readonly merged: MergedJob;
  /** Where the listeners think the job stands; null when they have not heard of it. */
  readonly told: JobState | null;
  /** What the read of the ended job brought. */
  readonly end: JobEnd;
  /** The report that first said the job had ended, until that is told. */
  readonly unreadEnd: Observation | undefined;
  /** The report that the table has no way to, until a later one settles it. */
  readonly contradicted: Observation | undefined;
}

/** What a report about a followed job leads to. */
export type Outcome =
  /** There is news for the listeners; `isOver` after a final state. */
  | { readonly kind: 'told'; readonly events: readonly JobEvent[]; readonly isOver: boolean }
  /** The state is known already, or older. */
  | { readonly kind: 'nothing-new' }
  /** The job has ended, as far as is known: it must be read once by id, for its output, before this is told. */
  | { readonly kind: 'end-to-read' }
  /** The table has no way from what was told to what is known; `isNew` when this report brought that up. */
  | { readonly kind: 'contradicted'; readonly isNew: boolean };

/** A followed job after a report, and what that leads to. */
export interface Followed {
  readonly job: FollowedJob;
  readonly outcome: Outcome;
}

/** Follows a job from what is known of it; `told` is the state its listeners know, null when it is new to them. */
export function followJob(first: EndReading, told: JobState | null): FollowedJob {
  return {
    merged: jobOf(first.observation),
    told,
    end: endOf(first),
    unreadEnd: undefined,
    contradicted: undefined,
  };
}

/** Where the listeners think the job stands. */
export function snapshotOf({ merged, told, end }: FollowedJob): Job {
  return viewJob(merged, told ?? merged.state.state, end);
}

/** Adds a report. A read by id of an ended job carries what ends the stream; `reading` is then given. */
export function follow(followed: FollowedJob, observation: Observation, reading?: EndReading): Followed {
  const job = { ...followed, merged: merge(followed.merged, observation) };
  const { state } = job.merged.state;
  if (state === job.told) return { job: { ...job, contradicted: undefined }, outcome: nothingNew };
  if (isFinal(state)) {
    const unreadEnd = job.unreadEnd?.state === state ? job.unreadEnd : job.merged.state;
    if (reading?.observation.state !== state) return { job: { ...job, unreadEnd }, outcome: { kind: 'end-to-read' } };
    return tell({ ...job, end: endOf(reading) }, unreadEnd);
  }
  // What is newest has been told when it came, unless it contradicts: an older report does not settle that.
  if (job.merged.state !== observation) return { job, outcome: { kind: 'contradicted', isNew: false } };
  return walk(job.told, state) === undefined ? contradict(job, observation) : tell(job, observation);
}

/** Tells a known end without its output, because it could not be read. */
export function tellEndUnread(job: FollowedJob): Followed {
  if (job.unreadEnd === undefined) return { job, outcome: nothingNew };
  return tell({ ...job, end: { flags: ['output-unread'] } }, job.unreadEnd);
}

const nothingNew: Outcome = { kind: 'nothing-new' };

/** Walks the listeners from what was told to what is known. */
function tell(job: FollowedJob, by: Observation): Followed {
  const { state } = job.merged.state;
  const path = walk(job.told, state) ?? [];
  const events = path.map((next, index): JobEvent => {
    const from = index === 0 ? job.told : (path[index - 1] ?? null);
    return { kind: 'lifecycle', move: moveTo(next, from, job, by, index === path.length - 1) };
  });
  return {
    job: { ...job, told: state, unreadEnd: undefined, contradicted: undefined },
    outcome: { kind: 'told', events, isOver: isFinal(state) },
  };
}

function moveTo(
  state: JobState,
  from: JobState | null,
  { merged, end }: FollowedJob,
  { jobKey, source: via, asOf: at }: Observation,
  isSeen: boolean,
): LifecycleEvent {
  if (!isSeen) return { jobKey, from, state, via, inferred: true };
  const { output, fault, flags } = viewJob(merged, state, end);
  return {
    jobKey,
    from,
    state,
    // What a local robot reports has no time.
    ...(via !== 'robotjs' && { at }),
    via,
    inferred: false,
    ...(output !== undefined && { output }),
    ...(fault !== undefined && { fault }),
    ...(flags !== undefined && { flags }),
  };
}

/** A report the table has no way to: told as a new snapshot once a read in a later second still says so. */
function contradict(job: FollowedJob, by: Observation): Followed {
  const { contradicted } = job;
  const isConfirmed =
    contradicted !== undefined &&
    by.source === 'read' &&
    by.asOf > contradicted.asOf &&
    !isSameSecond(by.asOf, contradicted.asOf);
  if (!isConfirmed) {
    return {
      job: { ...job, contradicted: contradicted ?? by },
      outcome: { kind: 'contradicted', isNew: contradicted === undefined },
    };
  }
  const begun = { ...job, told: job.merged.state.state, contradicted: undefined };
  return {
    job: begun,
    outcome: { kind: 'told', events: [{ kind: 'snapshot', job: snapshotOf(begun) }], isOver: false },
  };
}

const noEnd: JobEnd = {};

/** What a reading of an ended job brought. */
export function endOf({ output, flags }: EndReading): JobEnd {
  if (output === undefined && flags === undefined) return noEnd;
  return { ...(output !== undefined && { output }), ...(flags !== undefined && { flags }) };
}
