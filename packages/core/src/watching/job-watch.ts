import type { Failure } from '../failure/failure.js';
import { isFinal, type JobState } from '../lifecycle/job-state.js';
import type { JobEvent, LostReason } from '../lifecycle/lifecycle-event.js';
import type { Observation, ObservationSource } from '../lifecycle/observation.js';
import type { Cancel } from '../ports/clock.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';
import type { Result } from '../result.js';
import { followJob, type Outcome } from './followed-job.js';
import type { ReadBudget } from './read-budget.js';
import { nextReadInMs } from './reading-pace.js';
import type { JobListener, WatchPorts } from './watch-ports.js';

/** A job to be followed, and how to read it. */
export interface WatchSubject {
  readonly connectionId: string;
  /** Whether Orchestrator has proved that it tells of moves by itself: a move learnt by reading is then a repair. */
  readonly expectsWebhooks: boolean;
  /** Reads the job by id; undefined when Orchestrator has it no longer. */
  read(): Promise<Result<JobReading | undefined, Failure>>;
}

/** One followed job with its listeners and its plan of reading. */
export interface JobWatch {
  readonly connectionId: string;
  attach(listener: JobListener, how: 'snapshot' | 'from-start'): () => void;
  observe(observation: Observation, reading?: JobReading): void;
  /** Tells the listeners that the job cannot be followed, and ends. */
  lose(reason: LostReason): void;
  /** Ends without a word: the service stops. */
  close(): void;
  isOver(): boolean;
}

/** How long the output of an ended job may stay unread before its end is told without it. */
const endReadWithinMs = 10_000;
/** Between attempts to read the output of an ended job, and before a puzzling read is repeated. */
const rereadMs = 1_100;
/** A job is lost when this many reads in a row do not find it, or are refused. */
const readsUntilLost = 2;

/** Starts to follow a job; `told` is the state its listeners know, null when it is new to them. */
export function createJobWatch(
  subject: WatchSubject,
  first: JobReading,
  told: JobState | null,
  ports: WatchPorts & { readonly budget: ReadBudget; readonly onOver: () => void },
): JobWatch {
  const { clock, randomness, notices, hooks, budget } = ports;
  const { connectionId } = subject;
  const { jobKey } = first.observation;
  const job = followJob(first, told);
  const listeners = new Set<JobListener>();
  let planned: Cancel | undefined;
  let isReading = false;
  let isReadOwed = false;
  let isOver = false;
  let quietReads = 0;
  let missesInARow = 0;
  let endingSinceMs: number | undefined;
  let isUntold = told === null;
  let firstMoves: readonly JobEvent[] | undefined;

  const finish = (last?: JobEvent) => {
    if (isOver) return;
    isOver = true;
    planned?.();
    ports.onOver();
    for (const listener of [...listeners]) {
      if (last !== undefined) listener.event(last);
      listener.end();
    }
    listeners.clear();
  };

  const apply = (outcome: Outcome, by: ObservationSource) => {
    if (isOver) return;
    if (outcome.kind === 'told') {
      quietReads = 0;
      firstMoves = isUntold ? outcome.events : undefined;
      isUntold = false;
      for (const event of outcome.events) for (const listener of [...listeners]) listener.event(event);
      if (outcome.isOver) finish();
    } else if (outcome.kind === 'end-to-read') {
      endingSinceMs ??= clock.nowMs();
      readNow();
    } else if (outcome.kind === 'contradicted') {
      if (outcome.isNew) notices.notice({ kind: 'contradicted', connectionId });
      // A report that was not a read is checked at once, once; then only a read in a later second can settle it.
      if (outcome.isNew && by !== 'read') readNow();
      else plan(rereadMs);
    }
  };

  /** A read in flight may have been answered before what makes this one necessary: it is then repeated. */
  const readNow = () => {
    if (isReading) isReadOwed = true;
    else void read();
  };

  const read = async () => {
    if (isOver) return;
    isReading = true;
    isReadOwed = false;
    planned?.();
    const answer = await subject.read();
    isReading = false;
    if (isOver) return;
    if (!answer.ok) missed(answer.failure);
    else if (answer.value === undefined) missed(undefined);
    else learnt(answer.value);
    if (isReadOwed && !isOver) void read();
  };

  const learnt = (reading: JobReading) => {
    missesInARow = 0;
    const outcome = job.observe(reading.observation, reading);
    if (outcome.kind !== 'told') quietReads += 1;
    if (job.isEnding()) return endNotRead();
    if (subject.expectsWebhooks && outcome.kind === 'told' && outcome.events.some(isLearntByReading)) {
      notices.notice({ kind: 'event-repaired', connectionId });
    }
    apply(outcome, 'read');
    if (!isOver && outcome.kind !== 'contradicted') plan(pace());
  };

  /** A read that told nothing of the job: `failure` is absent when Orchestrator says there is no such job. */
  const missed = (failure: Failure | undefined) => {
    const reason = lostReasonOf(failure);
    if (failure !== undefined) notices.notice({ kind: 'read-failed', connectionId, code: failure.code });
    missesInARow = reason === undefined ? 0 : missesInARow + 1;
    if (reason === 'retired') return finish({ kind: 'lost', jobKey, reason });
    if (job.isEnding()) return endNotRead(failure?.retryAfterMs);
    if (reason !== undefined && missesInARow >= readsUntilLost) return finish({ kind: 'lost', jobKey, reason });
    quietReads += 1;
    plan(reason !== undefined ? rereadMs : Math.max(pace(), failure?.retryAfterMs ?? 0));
  };

  /** The end is known, but a read did not bring its output: read again, or tell it without when it has taken too long. */
  const endNotRead = (retryAfterMs = 0) => {
    endingSinceMs ??= clock.nowMs();
    const leftMs = endingSinceMs + endReadWithinMs - clock.nowMs();
    if (leftMs > 0) plan(Math.min(leftMs, Math.max(rereadMs, retryAfterMs)), 'owed');
    else apply(job.tellEndUnread(), 'read');
  };

  /**
   * The first listener makes the first moves happen; one that joins before anything else was told is told the same, and
   * a later one where the job stands.
   */
  const beginFromStart = (listener: JobListener) => {
    if (isUntold) return apply(job.observe(first.observation), first.observation.source);
    const events = firstMoves ?? [{ kind: 'snapshot' as const, job: job.snapshot() }];
    for (const event of events) listener.event(event);
  };

  const pace = (how: 'soon' | 'as-usual' = 'as-usual') =>
    nextReadInMs({
      quietReads,
      heardAtMs: how === 'soon' ? undefined : hooks.heardAtMs(connectionId),
      nowMs: clock.nowMs(),
      jitter: randomness.fraction(),
    });

  const plan = (delayMs: number, why: 'polling' | 'owed' = 'polling') => {
    planned?.();
    planned = clock.after(delayMs, () => {
      // Only polling is budgeted: the read that brings the output of an ended job is owed to the listener.
      const granted = why === 'owed' ? { ok: true as const } : budget.take(clock.nowMs());
      if (granted.ok) readNow();
      else plan(granted.waitMs);
    });
  };

  // The first read comes soon even while webhooks prove alive: one may have come between the read and this watch.
  if (!isFinal(first.observation.state)) plan(pace('soon'));

  return {
    connectionId,
    isOver: () => isOver,
    attach(listener, how) {
      if (how === 'snapshot') listener.event({ kind: 'snapshot', job: job.snapshot() });
      if (how === 'snapshot' && isFinal(job.snapshot().state)) {
        listener.end();
        if (listeners.size === 0) finish();
        return () => {};
      }
      listeners.add(listener);
      if (how === 'from-start') beginFromStart(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) finish();
      };
    },
    observe(observation, reading) {
      if (!isOver) apply(job.observe(observation, reading), observation.source);
    },
    lose: (reason) => finish({ kind: 'lost', jobKey, reason }),
    close: () => finish(),
  };
}

function isLearntByReading(event: JobEvent): boolean {
  return event.kind === 'lifecycle' && event.move.via === 'read';
}

function lostReasonOf(failure: Failure | undefined): LostReason | undefined {
  if (failure === undefined) return 'gone';
  if (failure.code === 'connection-not-found' || failure.code === 'connection-not-usable') return 'retired';
  const isForbidden = failure.code === 'orchestrator-forbidden' || failure.code === 'folder-not-accessible';
  return isForbidden ? 'forbidden' : undefined;
}
