import {
  createHookRegistry,
  createTracker,
  type Failure,
  type FlaggedReading,
  type Notices,
  type Randomness,
  type Result,
  succeed,
  type Tracker,
  type WatchedJobs,
} from '@cuelight/core';
import { createStandingClock, type StandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { createRandom } from './random.js';

/** A tracker over a clock that stands still, whose reads are answered from memory. */
export interface MemoryTracker {
  readonly clock: StandingClock;
  readonly tracker: Tracker;
  /** How many jobs were read so far. */
  jobsRead(): number;
}

/** What Orchestrator answers about the job with this number, at this time in milliseconds since 1970. */
export type AnswerRead = (id: number, nowMs: number) => Result<FlaggedReading, Failure>;

/** When the clock of a tracker in memory begins to stand still. */
export const standingAtMs = Date.UTC(2026, 10, 23, 9, 0, 0);

/** Makes one that follows nothing yet. */
export function createMemoryTracker(answerRead: AnswerRead): MemoryTracker {
  const clock = createStandingClock(standingAtMs);
  const watchedJobs: WatchedJobs = {
    async readById({ id }) {
      return answerRead(id, clock.nowMs());
    },
    async readList(_, __, ids) {
      const answers = ids.map((id) => answerRead(id, clock.nowMs()));
      return succeed({ asked: ids.length, jobs: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])) });
    },
  };
  let jobsRead = 0;
  const notices: Notices = {
    notice(notice) {
      if (notice.kind === 'job-read') jobsRead += notice.jobs;
    },
  };
  const randomness: Randomness = { id: () => 'unused', secretText: () => 'unused', fraction: createRandom(2) };
  const hooks = createHookRegistry(clock, () => {});
  const tracker = createTracker({ clock, randomness, notices, hooks, watchedJobs }, { maxWatches: 100_000 });
  return { clock, tracker, jobsRead: () => jobsRead };
}
