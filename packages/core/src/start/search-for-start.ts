import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';
import type { Result } from '../result.js';
import { sleep } from '../time/sleep.js';

/** How long a job whose start got no answer is searched for. */
const searchForMs = 150_000;
const firstPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * Searches for a job whose start got no answer, until it is found or Orchestrator can no longer be about to make it.
 *
 * @param search reads the jobs that carry the reference, lowest id first
 * @returns the jobs, none when the time is over, or `unsupported` where the version cannot be searched
 */
export async function searchForStart(
  search: () => Promise<Result<readonly JobReading[] | 'unsupported', Failure>>,
  clock: Clock,
): Promise<readonly JobReading[] | 'unsupported'> {
  const untilMs = clock.nowMs() + searchForMs;
  let pauseMs = firstPauseMs;
  while (clock.nowMs() < untilMs) {
    const found = await search();
    // A search that failed says nothing: the reason the start got no answer may still last.
    if (found.ok && (found.value === 'unsupported' || found.value.length > 0)) return found.value;
    await sleep(clock, pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
  return [];
}
