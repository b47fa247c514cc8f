import type { Failure } from '../failure/failure.js';
import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import { impossibilityOf } from '../lifecycle/impossible.js';
import type { Observation } from '../lifecycle/observation.js';
import type { Clock } from '../ports/clock.js';
import type { Notices } from '../ports/notices.js';
import type { Randomness } from '../ports/randomness.js';
import { fail, type Result, succeed } from '../result.js';
import type { HookRegistry } from '../webhook/hook-registry.js';
import { createEndedJobs } from './ended-jobs.js';
import {
  createJobWatch,
  type JobListener,
  type JobWatch,
  jobKeyOf,
  type LearntBy,
  type WatchSubject,
} from './job-watch.js';
import { usualReadsPerMinute } from './read-budget.js';
import type { WatchedJobs } from './read-desk.js';
import { createSharedSubjects, type SharedSubjects } from './shared-subjects.js';
import { createWatchKeeper } from './watch-keeper.js';

/** What following jobs needs. */
export interface TrackerPorts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly notices: Notices;
  readonly hooks: HookRegistry;
  readonly watchedJobs: WatchedJobs;
}

/** How much following jobs may take. */
export interface TrackerLimits {
  /** How many jobs may be followed at once; default 50,000. */
  readonly maxWatches?: number;
  /** How many calls a minute and connection may be spent on polling, and at once after a quiet minute; default 60. */
  readonly readsPerMinute?: number;
}

/**
 * Follows jobs that somebody listens to, in memory, from webhooks and from reading. A watch ends with its last listener
 * or with the job.
 */
export interface Tracker {
  /**
   * Adds a listener to a job that has just been read or started. It is first told where the job stands; of a start that
   * nobody has been told of, the first move.
   *
   * @returns how to leave; or `too-many-watches`, or `orchestrator-reply-unusable` for a reading that cannot be one
   */
  attach(
    subject: WatchSubject,
    reading: FlaggedReading,
    listener: JobListener,
    by: LearntBy,
  ): Result<() => void, Failure>;
  /**
   * Takes a report. Answers whether anybody follows the job; when nobody does, the report is dropped. An impossible
   * report is counted and dropped.
   */
  observe(connectionId: string, observation: Observation, reading?: FlaggedReading): boolean;
  /** Reads the jobs of the connection sooner than was planned: their events do not come. */
  hurry(connectionId: string): void;
  /** Tells all who follow jobs of the connection that it is being removed. */
  retire(connectionId: string): void;
  /** How many jobs are followed. */
  watches(): number;
  /** Ends all streams; whoever attaches later is ended at once. */
  close(): void;
}

/** A connection of which jobs are followed. */
interface WatchedConnection {
  /** By the key of the job. */
  readonly watches: Map<string, JobWatch>;
  readonly subjects: SharedSubjects;
}

/** Makes a tracker that follows nothing yet. */
export function createTracker(ports: TrackerPorts, limits: TrackerLimits = {}): Tracker {
  const { clock, notices } = ports;
  const { maxWatches = 50_000, readsPerMinute = usualReadsPerMinute } = limits;
  const connections = new Map<string, WatchedConnection>();
  const ended = createEndedJobs(notices);
  let watchCount = 0;
  let isClosed = false;

  const keeper = createWatchKeeper({
    ...ports,
    readsPerMinute,
    over(watch) {
      const { connectionId } = watch.subject;
      const watches = connections.get(connectionId)?.watches;
      if (watches?.delete(jobKeyOf(watch))) watchCount -= 1;
      if (watches?.size === 0) connections.delete(connectionId);
      ended.note(watch);
    },
  });

  const find = (connectionId: string, jobKey: string) => connections.get(connectionId)?.watches.get(jobKey);

  const begin = (subject: WatchSubject, reading: FlaggedReading, isNew: boolean): JobWatch => {
    const { connectionId } = subject;
    const connection = connections.get(connectionId) ?? { watches: new Map(), subjects: createSharedSubjects() };
    connections.set(connectionId, connection);
    const told = isNew ? null : reading.observation.state;
    const watch = createJobWatch(connection.subjects.share(subject), reading, told, clock.nowMs());
    connection.watches.set(jobKeyOf(watch), watch);
    watchCount += 1;
    return watch;
  };

  return {
    attach(subject, reading, listener, by) {
      if (isClosed) {
        listener.end();
        return succeed(() => {});
      }
      const why = impossibilityOf(reading.observation);
      if (why !== undefined) {
        notices.notice({ kind: 'observation-ignored', connectionId: subject.connectionId, why });
        return fail({ code: 'orchestrator-reply-unusable', detail: 'What was read of the job cannot be so.' });
      }
      const existing = find(subject.connectionId, reading.observation.jobKey);
      if (existing === undefined && watchCount >= maxWatches) return fail(tooManyWatches(maxWatches));
      if (existing === undefined) ended.observe(subject.connectionId, reading.observation);
      else keeper.take(existing, reading.observation, by === 'look-up' ? reading : undefined);
      // The reading may have ended the watch: then a new one tells this listener of the end.
      const watch = existing?.isOver === false ? existing : begin(subject, reading, by === 'start');
      keeper.join(watch, reading, listener, by);
      return succeed(() => keeper.leave(watch, listener));
    },
    observe(connectionId, observation, reading) {
      const why = impossibilityOf(observation);
      if (why !== undefined) {
        notices.notice({ kind: 'observation-ignored', connectionId, why });
        return false;
      }
      const watch = find(connectionId, observation.jobKey);
      if (watch === undefined) ended.observe(connectionId, observation);
      else keeper.take(watch, observation, reading);
      return watch !== undefined;
    },
    hurry(connectionId) {
      for (const watch of [...(connections.get(connectionId)?.watches.values() ?? [])]) keeper.hurry(watch);
    },
    retire(connectionId) {
      for (const watch of [...(connections.get(connectionId)?.watches.values() ?? [])]) keeper.lose(watch, 'retired');
      keeper.forget(connectionId);
    },
    watches: () => watchCount,
    close() {
      isClosed = true;
      for (const { watches } of [...connections.values()]) for (const watch of [...watches.values()]) keeper.end(watch);
    },
  };
}

function tooManyWatches(maxWatches: number): Failure {
  return {
    code: 'too-many-watches',
    detail: `This service follows ${maxWatches} jobs already.`,
    retryAfterMs: 10_000,
  };
}
