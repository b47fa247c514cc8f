import type { Failure } from '../failure/failure.js';
import type { FlaggedReading } from '../lifecycle/flagged-reading.js';
import type { Clock } from '../ports/clock.js';
import type { Notices } from '../ports/notices.js';
import type { JobList } from '../ports/orchestrator-jobs.js';
import type { FolderIdentity } from '../process/process-reference.js';
import { fail, type Result } from '../result.js';
import { createAgenda } from './agenda.js';
import { choosePolls, type Poll } from './choose-polls.js';
import type { JobWatch, WatchSubject } from './job-watch.js';
import { createReadBudget, type ReadBudget } from './read-budget.js';
import type { ReadReason } from './read-reason.js';

/** How followed jobs are read. Failures: those of calling Orchestrator; `connection-not-found`, `connection-not-usable`. */
export interface WatchedJobs {
  /** The whole job, its output included; undefined when Orchestrator has it no longer. */
  readById(subject: WatchSubject): Promise<Result<FlaggedReading | undefined, Failure>>;
  /** The states of several jobs of one folder. */
  readList(connectionId: string, folder: FolderIdentity, ids: readonly number[]): Promise<Result<JobList, Failure>>;
}

/** Reads followed jobs: at once when that is owed, else within the budget of their connection. */
export interface ReadDesk {
  /** Reads the job by id at once; one that is being read is read once more afterwards. */
  readNow(watch: JobWatch, why: ReadReason): void;
  /** Has the job read after a time, instead of what was planned for it. */
  plan(watch: JobWatch, delayMs: number, why: ReadReason): void;
  /** Has a job that is to be polled polled after this time, if not sooner. */
  planNoLater(watch: JobWatch, delayMs: number): void;
  /** Reads the job no more. */
  drop(watch: JobWatch): void;
  /** Forgets what was spent on a connection that is no more. */
  close(connectionId: string): void;
}

/** What the desk needs, and whom it tells. */
export interface ReadDeskPorts {
  readonly clock: Clock;
  readonly notices: Notices;
  readonly watchedJobs: WatchedJobs;
  /** The budget of polling for each connection. */
  readonly readsPerMinute: number;
  /** A read was answered; one in a list does not bring the whole job. */
  answered(watch: JobWatch, answer: Result<FlaggedReading | undefined, Failure>, read: ReadKind): void;
  /** How long an answer may take before `overdue` is told; undefined for as long as it takes. */
  longestReadMs(watch: JobWatch): number | undefined;
  /** A read of the job has taken too long, and goes on. */
  overdue(watch: JobWatch): void;
}

/** Which read was answered. */
export interface ReadKind {
  readonly why: ReadReason;
  readonly isWhole: boolean;
}

/** What is waited for and was spent at one connection. */
interface Counter {
  readonly budget: ReadBudget;
  /** The jobs that are due to be polled. */
  readonly waiting: Set<JobWatch>;
  isPlanned: boolean;
}

/** Makes a desk at which nothing waits. */
export function createReadDesk(ports: ReadDeskPorts): ReadDesk {
  const { clock, notices, watchedJobs, readsPerMinute } = ports;
  const counters = new Map<string, Counter>();
  const agenda = createAgenda<JobWatch>(clock, (due) => {
    const polled = new Set<string>();
    for (const watch of due) {
      // It may have ended with what was done for the one before.
      if (watch.isOver) continue;
      if (watch.isReading) ports.overdue(watch);
      else if (watch.dueFor !== 'polling') void readById(watch, watch.dueFor);
      else polled.add(wait(watch));
    }
    for (const connectionId of polled) serve(connectionId);
  });

  /** Puts a job among those that are due to be polled; answers its connection. */
  const wait = (watch: JobWatch): string => {
    const { connectionId } = watch.subject;
    const counter = counters.get(connectionId) ?? {
      budget: createReadBudget(clock.nowMs(), readsPerMinute),
      waiting: new Set(),
      isPlanned: false,
    };
    counters.set(connectionId, counter);
    counter.waiting.add(watch);
    return connectionId;
  };

  /** Makes the calls that the budget allows; the rest waits for its next fill. */
  const serve = (connectionId: string): void => {
    const counter = counters.get(connectionId);
    if (counter === undefined) return;
    const { budget, waiting } = counter;
    for (const poll of choosePolls(waiting, budget.available(clock.nowMs()))) {
      budget.take(clock.nowMs());
      const [watch, ...others] = poll;
      if (others.length === 0) void readById(watch, 'polling');
      else void readInList(connectionId, poll);
    }
    if (waiting.size === 0 || counter.isPlanned) return;
    counter.isPlanned = true;
    clock.after(budget.waitMs(clock.nowMs()), () => {
      counter.isPlanned = false;
      serve(connectionId);
    });
  };

  const readById = async (watch: JobWatch, why: ReadReason): Promise<void> => {
    begin(watch);
    limit(watch);
    notices.notice({ kind: 'job-read', connectionId: watch.subject.connectionId, why, jobs: 1 });
    const answer = await answerOf(watchedJobs.readById(watch.subject));
    if (!answer.ok) noteFailure(watch, answer.failure);
    end(watch, answer, { why, isWhole: true });
  };

  const readInList = async (connectionId: string, poll: Poll<JobWatch>): Promise<void> => {
    for (const watch of poll) begin(watch);
    notices.notice({ kind: 'job-read', connectionId, why: 'polling', jobs: poll.length });
    const ids = poll.map(({ subject }) => subject.id);
    const answer = await answerOf(watchedJobs.readList(connectionId, poll[0].subject.folder, ids));
    if (!answer.ok) {
      noteFailure(poll[0], answer.failure);
      for (const watch of poll) end(watch, answer, inList);
      return;
    }
    const readings = new Map(answer.value.jobs.map((job) => [job.id, job]));
    for (const [index, watch] of poll.entries()) {
      const reading = index < answer.value.asked ? readings.get(watch.subject.id) : undefined;
      if (reading !== undefined) end(watch, { ok: true, value: reading }, inList);
      else stayDue(watch, index < answer.value.asked);
    }
    serve(connectionId);
  };

  /** A list did not hold the job. Asked for and lacking, it is due by id; not asked for, as before. */
  const stayDue = (watch: JobWatch, wasLacking: boolean): void => {
    watch.isReading = false;
    if (watch.isOver) return;
    if (wasLacking) watch.needsReadById = true;
    if (watch.owedFor === undefined) wait(watch);
    else void readById(watch, watch.owedFor);
  };

  const begin = (watch: JobWatch): void => {
    agenda.cancel(watch);
    counters.get(watch.subject.connectionId)?.waiting.delete(watch);
    watch.isReading = true;
    watch.owedFor = undefined;
  };

  const end = (watch: JobWatch, answer: Result<FlaggedReading | undefined, Failure>, read: ReadKind): void => {
    watch.isReading = false;
    if (watch.isOver) return;
    agenda.cancel(watch);
    watch.lastReadAtMs = clock.nowMs();
    if (read.isWhole) watch.needsReadById = false;
    const { owedFor } = watch;
    ports.answered(watch, answer, read);
    // What made the other read necessary may have come after this one was answered.
    if (owedFor !== undefined && !watch.isOver && !watch.isReading) void readById(watch, owedFor);
  };

  /** Has it told when the read of a job that has ended takes too long. */
  const limit = (watch: JobWatch): void => {
    const limitMs = ports.longestReadMs(watch);
    if (limitMs !== undefined) agenda.plan(watch, limitMs);
  };

  const noteFailure = ({ subject: { connectionId } }: JobWatch, { code }: Failure): void => {
    notices.notice({ kind: 'read-failed', connectionId, code });
  };

  return {
    readNow(watch, why) {
      if (watch.isReading) {
        if (watch.owedFor !== 'final') watch.owedFor = why;
        // The read under way may never be answered.
        limit(watch);
      } else {
        void readById(watch, why);
      }
    },
    plan(watch, delayMs, why) {
      counters.get(watch.subject.connectionId)?.waiting.delete(watch);
      watch.dueFor = why;
      agenda.plan(watch, delayMs);
    },
    planNoLater(watch, delayMs) {
      const isPolled = watch.dueFor === 'polling' && !watch.isReading && watch.slot !== undefined;
      if (isPolled) agenda.planNoLater(watch, delayMs);
    },
    drop(watch) {
      agenda.cancel(watch);
      counters.get(watch.subject.connectionId)?.waiting.delete(watch);
    },
    close(connectionId) {
      counters.delete(connectionId);
    },
  };
}

/** Nobody waits for a read in the background: a bug in it must end neither the service nor the following of a job. */
async function answerOf<T>(read: Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await read;
  } catch {
    return fail({ code: 'orchestrator-reply-unusable', detail: 'A read of a followed job broke off.' });
  }
}

const inList: ReadKind = { why: 'polling', isWhole: false };
