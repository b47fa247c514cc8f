import type { Failure } from '../failure/failure.js';
import type { Observation } from '../lifecycle/observation.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';
import { fail, type Result, succeed } from '../result.js';
import { createJobWatch, type JobWatch, type WatchSubject } from './job-watch.js';
import { createReadBudget, type ReadBudget } from './read-budget.js';
import type { JobListener, WatchPorts } from './watch-ports.js';

/**
 * Follows jobs that somebody listens to, in memory, from webhooks and from reading. A watch ends with its last listener
 * or with the job.
 */
export interface Tracker {
  /**
   * Adds a listener to a job that has just been read or started. With `snapshot` it is first told where the job stands;
   * with `from-start` its first event is the job's first move.
   *
   * @returns how to leave; or `too-many-watches`
   */
  attach(
    subject: WatchSubject,
    reading: JobReading,
    listener: JobListener,
    begin: 'snapshot' | 'from-start',
  ): Result<() => void, Failure>;
  /** Takes a report. Answers whether anybody follows the job; when nobody does, the report is dropped. */
  observe(connectionId: string, observation: Observation, reading?: JobReading): boolean;
  /** Tells all who follow jobs of the connection that it is being removed. */
  retire(connectionId: string): void;
  /** Ends all streams; whoever attaches later is ended at once. */
  close(): void;
}

/** Makes a tracker that follows nothing yet. */
export function createTracker(ports: WatchPorts): Tracker {
  const watches = new Map<string, JobWatch>();
  const budgets = new Map<string, ReadBudget>();
  const maxWatches = ports.maxWatches ?? 50_000;
  let isClosed = false;

  const budgetOf = (connectionId: string): ReadBudget => {
    const budget = budgets.get(connectionId) ?? createReadBudget(ports.clock.nowMs());
    budgets.set(connectionId, budget);
    return budget;
  };

  const begin = (subject: WatchSubject, reading: JobReading, isNew: boolean): JobWatch => {
    const key = keyOf(subject.connectionId, reading.observation.jobKey);
    const watch = createJobWatch(subject, reading, isNew ? null : reading.observation.state, {
      ...ports,
      budget: budgetOf(subject.connectionId),
      onOver: () => watches.delete(key),
    });
    watches.set(key, watch);
    return watch;
  };

  return {
    attach(subject, reading, listener, how) {
      if (isClosed) {
        listener.end();
        return succeed(() => {});
      }
      const existing = watches.get(keyOf(subject.connectionId, reading.observation.jobKey));
      if (existing === undefined && watches.size >= maxWatches) {
        return fail({
          code: 'too-many-watches',
          detail: `This service follows ${maxWatches} jobs already.`,
          retryAfterMs: 10_000,
        });
      }
      // Only a job that was looked up has been read by id if it has ended: a start found by a search has not.
      existing?.observe(reading.observation, how === 'snapshot' ? reading : undefined);
      // The reading may have ended the watch: then a new one tells this listener of the end.
      const watch = existing?.isOver() === false ? existing : begin(subject, reading, how === 'from-start');
      return succeed(watch.attach(listener, how));
    },
    observe(connectionId, observation, reading) {
      const watch = watches.get(keyOf(connectionId, observation.jobKey));
      watch?.observe(observation, reading);
      return watch !== undefined;
    },
    retire(connectionId) {
      for (const watch of [...watches.values()]) if (watch.connectionId === connectionId) watch.lose('retired');
      budgets.delete(connectionId);
    },
    close() {
      isClosed = true;
      for (const watch of [...watches.values()]) watch.close();
    },
  };
}

function keyOf(connectionId: string, jobKey: string): string {
  return `${connectionId}/${jobKey}`;
}
