import type { Failure } from '../failure/failure.js';
import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import { type Followed, follow, tellEndUnread } from '../lifecycle/followed-job.js';
import { impossibilityOf } from '../lifecycle/impossible.js';
import type { JobEvent, LostReason } from '../lifecycle/lifecycle-event.js';
import type { Observation } from '../lifecycle/observation.js';
import { isToldByWebhook } from '../webhook/pulse.js';
import { type JobListener, type JobWatch, jobKeyOf, type LearntBy, tellAll, tellSnapshot } from './job-watch.js';
import { createReadDesk, type ReadKind } from './read-desk.js';
import { nextReadInMs } from './reading-pace.js';
import type { TrackerPorts } from './tracker.js';

/** Does for one followed job at a time what follows from a report, a read, or a listener that comes or goes. */
export interface WatchKeeper {
  /** Takes a report; a read by id of an ended job carries its output in `reading`. */
  take(watch: JobWatch, observation: Observation, reading?: FlaggedReading): void;
  /** Adds a listener, and tells it where the job stands, or its first move. */
  join(watch: JobWatch, reading: FlaggedReading, listener: JobListener, by: LearntBy): void;
  /** A listener is gone; the watch ends with the last. */
  leave(watch: JobWatch, listener: JobListener): void;
  /** Reads the job sooner than was planned. */
  hurry(watch: JobWatch): void;
  /** Tells that the job cannot be followed, and ends. */
  lose(watch: JobWatch, reason: LostReason): void;
  /** Ends without a word: the service stops. */
  end(watch: JobWatch): void;
  /** Nothing is followed at the connection any more. */
  forget(connectionId: string): void;
}

/** How long the output of an ended job may stay unread before its end is told without it. */
const endReadWithinMs = 10_000;
/** Before a read is repeated that was refused or puzzling: in the next second its time is later. */
const rereadMs = 1_100;
/** The longest time between reads of a job whose reads contradict what was told. */
const longestRereadMs = 30_000;
/** However long Orchestrator, or a credential that was refused, asks to wait: what was in the way may be mended sooner. */
const longestWaitMs = 120_000;
/** A job is lost when this many reads by id in a row do not find it, or are refused. */
const readsUntilLost = 2;

/** Makes a keeper; `over` is called once for each watch that has ended. */
export function createWatchKeeper(
  ports: TrackerPorts & { readonly readsPerMinute: number; over(watch: JobWatch): void },
): WatchKeeper {
  const { clock, randomness, notices, hooks } = ports;
  const desk = createReadDesk({
    ...ports,
    answered(watch, answer, read) {
      hooks.look(watch.subject.connectionId);
      if (!answer.ok) missed(watch, answer.failure, read);
      else if (answer.value === undefined) missed(watch, undefined, read);
      else checked(watch, answer.value, read);
    },
    longestReadMs: (watch) => (watch.job.unreadEnd === undefined ? undefined : leftToReadEndMs(watch)),
    overdue: (watch) => apply(watch, tellEndUnread(watch.job)),
  });

  const finish = (watch: JobWatch, last?: JobEvent): void => {
    if (watch.isOver) return;
    watch.isOver = true;
    desk.drop(watch);
    ports.over(watch);
    const { listeners } = watch;
    watch.listeners = [];
    for (const listener of listeners) {
      if (last !== undefined) listener.event(last);
      listener.end();
    }
  };

  /** Does what follows from a report; `read` is given when a read brought it. */
  const apply = (watch: JobWatch, { job, outcome }: Followed, read?: ReadKind): void => {
    const wasUntold = watch.job.told === null;
    watch.job = job;
    if (outcome.kind === 'told') {
      watch.quietReads = 0;
      watch.enteredAtMs = clock.nowMs();
      watch.endingSinceMs = undefined;
      watch.firstMoves = wasUntold ? outcome.events : undefined;
      if (!outcome.isOver && !watch.isReading) desk.plan(watch, pace(watch), 'polling');
      tellAll(watch, outcome.events);
      if (outcome.isOver) finish(watch);
    } else if (outcome.kind === 'end-to-read') {
      const isNew = watch.endingSinceMs === undefined;
      watch.endingSinceMs ??= clock.nowMs();
      if (read?.isWhole === true) rereadEnd(watch);
      else if (isNew) desk.readNow(watch, 'final');
    } else if (outcome.kind === 'contradicted') {
      contradicted(watch, outcome.isNew, read);
    }
  };

  /** A report that was not a read is checked at once, once; then only a read in a later second can settle it. */
  const contradicted = (watch: JobWatch, isNew: boolean, read: ReadKind | undefined): void => {
    if (isNew) {
      notices.notice({ kind: 'contradicted', connectionId: watch.subject.connectionId });
      watch.quietReads = 0;
    }
    if (read !== undefined) desk.plan(watch, Math.min(longestRereadMs, rereadMs * 1.5 ** watch.quietReads), 'polling');
    else if (isNew) desk.readNow(watch, 'contradiction');
  };

  const checked = (watch: JobWatch, reading: FlaggedReading, read: ReadKind): void => {
    const why = reading.observation.jobKey === jobKeyOf(watch) ? impossibilityOf(reading.observation) : 'foreign-key';
    if (why === undefined) {
      learnt(watch, reading, read);
    } else {
      notices.notice({ kind: 'observation-ignored', connectionId: watch.subject.connectionId, why });
      missed(watch, unusable, read);
    }
  };

  const learnt = (watch: JobWatch, reading: FlaggedReading, read: ReadKind): void => {
    if (read.isWhole) watch.missesInARow = 0;
    const followed = follow(watch.job, reading.observation, read.isWhole ? reading : undefined);
    const { outcome } = followed;
    if (outcome.kind === 'told') noteRepaired(watch.subject.connectionId, outcome.events, read);
    else watch.quietReads += 1;
    apply(watch, followed, read);
    if (outcome.kind === 'nothing-new' && !watch.isOver) desk.plan(watch, pace(watch), 'polling');
  };

  /** A read that told nothing of the job: `failure` is absent when Orchestrator says there is no such job. */
  const missed = (watch: JobWatch, failure: Failure | undefined, read: ReadKind): void => {
    const reason = lostReasonOf(failure);
    // Spread, so that jobs that were asked to wait for longer do not all come back at once.
    const retryAfterMs = Math.min(failure?.retryAfterMs ?? 0, longestWaitMs * (1 - 0.25 * randomness.fraction()));
    if (reason === undefined) watch.missesInARow = 0;
    else if (read.isWhole) watch.missesInARow += 1;
    else watch.needsReadById = true;
    const isLost = reason === 'retired' || (watch.job.unreadEnd === undefined && watch.missesInARow >= readsUntilLost);
    if (reason !== undefined && isLost) {
      lose(watch, reason);
    } else if (watch.job.unreadEnd !== undefined) {
      rereadEnd(watch, retryAfterMs);
    } else {
      watch.quietReads += 1;
      desk.plan(watch, Math.max(reason === undefined ? pace(watch) : rereadMs, retryAfterMs), 'polling');
    }
  };

  /** The end is known, but a read did not bring its output: read again, or tell it without when it has taken too long. */
  const rereadEnd = (watch: JobWatch, retryAfterMs = 0): void => {
    const leftMs = leftToReadEndMs(watch);
    if (leftMs > 0) desk.plan(watch, Math.min(leftMs, Math.max(rereadMs, retryAfterMs)), 'final');
    else apply(watch, tellEndUnread(watch.job));
  };

  const leftToReadEndMs = ({ endingSinceMs }: JobWatch): number =>
    (endingSinceMs ?? clock.nowMs()) + endReadWithinMs - clock.nowMs();

  /** A move that a webhook should have told, and that polling found, is a repaired event. */
  const noteRepaired = (connectionId: string, events: readonly JobEvent[], { why }: ReadKind): void => {
    if ((why !== 'polling' && why !== 'final') || !hooks.isProven(connectionId)) return;
    const repaired = events.filter(isMissedEvent);
    for (const _ of repaired) notices.notice({ kind: 'event-repaired', connectionId });
    if (repaired.length > 0) hooks.missed(connectionId);
  };

  /** The first listener makes the first moves happen; one that joins before anything else was told is told the same. */
  const begin = (watch: JobWatch, reading: FlaggedReading, listener: JobListener): void => {
    if (watch.job.told === null) apply(watch, follow(watch.job, reading.observation));
    else if (watch.firstMoves === undefined) tellSnapshot(watch, listener);
    else for (const event of watch.firstMoves) listener.event(event);
  };

  const lose = (watch: JobWatch, reason: LostReason): void =>
    finish(watch, { kind: 'lost', jobKey: jobKeyOf(watch), reason });

  const pace = ({ job, subject, enteredAtMs, quietReads }: JobWatch): number =>
    nextReadInMs({
      state: job.told ?? job.merged.state.state,
      stayedMs: clock.nowMs() - enteredAtMs,
      quietReads,
      isHeard: hooks.isAlive(subject.connectionId),
      jitter: randomness.fraction(),
    });

  return {
    take(watch, observation, reading) {
      if (!watch.isOver) apply(watch, follow(watch.job, observation, reading));
    },
    join(watch, reading, listener, by) {
      if (by !== 'start' && tellSnapshot(watch, listener)) {
        listener.end();
        if (watch.listeners.length === 0) finish(watch);
        return;
      }
      const isFirst = watch.listeners.length === 0;
      // Most jobs have one listener, and a list that is spread keeps room for many more.
      watch.listeners = isFirst ? [listener] : [...watch.listeners, listener];
      if (by === 'start') begin(watch, reading, listener);
      // A webhook may have come between the reading and this watch. A search finds many jobs at once, and a read within
      // the second of a start would be taken for older than the start: these are polled.
      if (by === 'look-up') desk.readNow(watch, 'attach');
      else if (isFirst && !watch.isOver && !watch.isReading) desk.plan(watch, rereadMs, 'polling');
    },
    leave(watch, listener) {
      watch.listeners = watch.listeners.filter((other) => other !== listener);
      if (watch.listeners.length === 0) finish(watch);
    },
    hurry(watch) {
      watch.quietReads = 0;
      desk.planNoLater(watch, pace(watch));
    },
    lose,
    end: (watch) => finish(watch),
    forget: (connectionId) => desk.close(connectionId),
  };
}

/** What a reading is that cannot be one of the job. */
const unusable: Failure = {
  code: 'orchestrator-reply-unusable',
  detail: 'Orchestrator answered a read of a job with something that cannot be that job.',
};

function isMissedEvent(event: JobEvent): boolean {
  return event.kind === 'lifecycle' && event.move.via === 'read' && isToldByWebhook(event.move.state);
}

function lostReasonOf(failure: Failure | undefined): LostReason | undefined {
  if (failure === undefined) return 'gone';
  if (failure.code === 'connection-not-found' || failure.code === 'connection-not-usable') return 'retired';
  const isForbidden = failure.code === 'orchestrator-forbidden' || failure.code === 'folder-not-accessible';
  return isForbidden ? 'forbidden' : undefined;
}
