import {
  type CancelSignal,
  type Clock,
  countedInstant,
  follow,
  followJob,
  type JobState,
  type Observation,
  type Run,
  snapshotOf,
} from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';
import type { Ending } from './ending-of.js';
import { createTelling, type Telling } from './run-events.js';

/** In as many parts the time is waited in which a job must be asked about: a computer that sleeps lets few of them pass. */
const watchParts = 4;

/** A job of the local robot, as this page knows it. */
export interface LocalJob {
  readonly jobKey: string;
  /** The reference by which it was started. */
  readonly processId: string;
  readonly robotProcessId: string;
  /** Whether it is known how it ended; what became of a job that was lost is not. */
  hasEnded(): boolean;
  /** The SDK has asked the robot about it. */
  asked(): void;
  /** It has ended: said once. */
  end(ending: Ending): void;
  /** The SDK will not ask any more. */
  lose(): void;
  follow(signal: CancelSignal | undefined): Run;
}

/** How a job is known and watched. */
export interface LocalJobOptions {
  readonly jobKey: string;
  readonly processId: string;
  readonly robotProcessId: string;
  readonly clock: Clock;
  readonly askedWithinMs: number;
  /** The next number of the reports of this bridge. */
  nextCount(): number;
}

/** A job that the robot has begun. It is lost when the SDK does not ask about it any more, until it does again. */
export function createLocalJob(options: LocalJobOptions): LocalJob {
  const { jobKey, processId, robotProcessId, clock, askedWithinMs, nextCount } = options;
  const listeners = new Set<Telling>();
  const seen = (state: JobState): Observation => ({
    jobKey,
    state,
    asOf: countedInstant(nextCount()),
    source: 'robotjs',
  });
  let known = followJob({ observation: seen('Running') }, 'Running');
  let [hasEnded, isLost, isWatched, silentParts] = [false, false, true, 0];
  let cancelWatch = watch();

  function watch() {
    return clock.after(askedWithinMs / watchParts, () => {
      silentParts += 1;
      if (silentParts < watchParts) cancelWatch = watch();
      else lost();
    });
  }

  function endAll(): void {
    for (const telling of listeners) telling.end();
    listeners.clear();
  }

  function lost(): void {
    isLost = true;
    for (const { tell } of listeners) tell({ kind: 'lost', jobKey, reason: 'robot-lost' });
    endAll();
  }

  return {
    jobKey,
    processId,
    robotProcessId,
    hasEnded: () => hasEnded,
    asked() {
      silentParts = 0;
      if (!isLost || !isWatched) return;
      isLost = false;
      cancelWatch = watch();
    },
    end(ending) {
      [hasEnded, isLost, isWatched] = [true, false, false];
      cancelWatch();
      const observation = { ...seen(ending.state), ...(ending.state === 'Faulted' && { fault: ending.fault }) };
      const successful = ending.state === 'Successful' ? { output: ending.output, flags: ending.flags } : {};
      const { output, flags } = successful;
      const ended = { observation, ...(output !== undefined && { output }), ...(flags !== undefined && { flags }) };
      const { job, outcome } = follow(known, observation, ended);
      known = job;
      if (outcome.kind === 'told') for (const event of outcome.events) for (const { tell } of listeners) tell(event);
      endAll();
    },
    lose() {
      isWatched = false;
      cancelWatch();
      lost();
    },
    follow(signal) {
      const leave = () => {
        listeners.delete(telling);
        stopListening();
      };
      const telling = createTelling(leave);
      const stopListening = whenCancelled(signal, () => {
        leave();
        telling.leave();
      });
      telling.tell({ kind: 'snapshot', job: snapshotOf(known) });
      if (isLost) telling.tell({ kind: 'lost', jobKey, reason: 'robot-lost' });
      if (hasEnded || isLost) telling.end();
      else listeners.add(telling);
      if (signal?.aborted === true) telling.leave();
      return { jobKey, events: telling.events };
    },
  };
}
