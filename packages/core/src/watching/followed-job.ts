import type { Job } from '../lifecycle/job.js';
import { isFinal, type JobState } from '../lifecycle/job-state.js';
import { type JobEnd, viewJob } from '../lifecycle/job-view.js';
import type { JobEvent, LifecycleEvent } from '../lifecycle/lifecycle-event.js';
import { jobOf, type MergedJob, merge } from '../lifecycle/merge.js';
import type { Observation } from '../lifecycle/observation.js';
import { walk } from '../lifecycle/walk.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';
import { isSameSecond } from '../time/instant.js';

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

/**
 * One job as its listeners know it. Pure state: what was told, what is known, and what follows from one more report.
 */
export interface FollowedJob {
  /** Adds a report. A read by id of an ended job carries what ends the stream; `reading` is then given. */
  observe(observation: Observation, reading?: JobReading): Outcome;
  /** Tells a known end without its output, because it could not be read. */
  tellEndUnread(): Outcome;
  /** Whether an end is known but not told. */
  isEnding(): boolean;
  /** Where the listeners think the job stands. */
  snapshot(): Job;
}

/**
 * Follows a job from what is known of it.
 *
 * @param told the state its listeners know; null when they have not heard of the job
 */
export function followJob(first: JobReading, told: JobState | null): FollowedJob {
  let merged: MergedJob = jobOf(first.observation);
  let toldState = told;
  let end: JobEnd = endOf(first);
  let unreadEnd: Observation | undefined;
  let contradicted: Observation | undefined;

  const snapshot = (): Job => viewJob(merged, toldState ?? merged.state.state, end);

  const tell = (by: Observation): Outcome => {
    const path = walk(toldState, merged.state.state);
    if (path === undefined) return { kind: 'nothing-new' };
    const events = path.map((state, index): JobEvent => {
      const from = index === 0 ? toldState : (path[index - 1] ?? null);
      return { kind: 'lifecycle', move: moveTo(state, from, by, index === path.length - 1) };
    });
    toldState = merged.state.state;
    unreadEnd = undefined;
    contradicted = undefined;
    return { kind: 'told', events, isOver: isFinal(toldState) };
  };

  const moveTo = (state: JobState, from: JobState | null, by: Observation, isSeen: boolean): LifecycleEvent => {
    const { jobKey, source: via, asOf: at } = by;
    if (!isSeen) return { jobKey, from, state, via, inferred: true };
    const { output, fault, flags } = viewJob(merged, state, end);
    return {
      jobKey,
      from,
      state,
      at,
      via,
      inferred: false,
      ...(output !== undefined && { output }),
      ...(fault !== undefined && { fault }),
      ...(flags !== undefined && { flags }),
    };
  };

  /** A report the table has no way to: told as a new snapshot once a read in a later second still says so. */
  const contradict = (by: Observation): Outcome => {
    const isConfirmed =
      contradicted !== undefined &&
      by.source === 'read' &&
      by.asOf > contradicted.asOf &&
      !isSameSecond(by.asOf, contradicted.asOf);
    if (isConfirmed) {
      toldState = merged.state.state;
      contradicted = undefined;
      return { kind: 'told', events: [{ kind: 'snapshot', job: snapshot() }], isOver: false };
    }
    const isNew = contradicted === undefined;
    contradicted ??= by;
    return { kind: 'contradicted', isNew };
  };

  return {
    snapshot,
    isEnding: () => unreadEnd !== undefined,
    observe(observation, reading) {
      merged = merge(merged, observation);
      const { state } = merged.state;
      if (state === toldState) {
        contradicted = undefined;
        return { kind: 'nothing-new' };
      }
      if (isFinal(state)) {
        if (unreadEnd?.state !== state) unreadEnd = merged.state;
        if (reading === undefined || reading.observation.state !== state) return { kind: 'end-to-read' };
        end = endOf(reading);
        return tell(unreadEnd);
      }
      // What is newest has been told when it came, unless it contradicts: an older report does not settle that.
      if (merged.state !== observation) return { kind: 'contradicted', isNew: false };
      return walk(toldState, state) === undefined ? contradict(observation) : tell(observation);
    },
    tellEndUnread() {
      if (unreadEnd === undefined) return { kind: 'nothing-new' };
      end = { flags: ['output-unread'] };
      return tell(unreadEnd);
    },
  };
}

function endOf({ output }: JobReading): JobEnd {
  return output === undefined ? {} : { output };
}
