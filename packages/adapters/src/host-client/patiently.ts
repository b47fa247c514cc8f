import { type CancelSignal, type Failure, fail, type Result } from '@cuelight/core';
import { type Pauses, pause, pauseMs } from './pauses.js';
import type { Refused } from './refused.js';

/** The longest pause between two tries of which nobody said how long to wait, in milliseconds. */
const longestPauseMs = 5_000;

/** Tries until it succeeds, is refused for good, or would have to be tried again after `patienceMs`. */
export async function patiently<T>(
  pauses: Pauses,
  patienceMs: number,
  signal: CancelSignal | undefined,
  run: () => Promise<Result<T, Refused>>,
): Promise<Result<T, Failure>> {
  const untilMs = pauses.clock.nowMs() + patienceMs;
  let isUncertain = false;
  const failed = (failure: Failure) => fail({ ...failure, ...(isUncertain && { mayHaveHappened: true }) });
  for (let tries = 1; ; tries += 1) {
    if (isGiven(signal)) return failed(cancelled);
    const answer = await run();
    if (answer.ok) return answer;
    isUncertain ||= answer.failure.isUncertain;
    if (isGiven(signal)) return failed(cancelled);
    const { failure, isPassing } = answer.failure;
    const waitMs = pauseMs(pauses, tries, longestPauseMs, failure.retryAfterMs);
    if (!isPassing || pauses.clock.nowMs() + waitMs > untilMs) return failed(failure);
    await pause(pauses, waitMs, signal);
  }
}

function isGiven(signal: CancelSignal | undefined): boolean {
  return signal?.aborted === true;
}

const cancelled: Failure = { code: 'call-cancelled', detail: 'The signal was given before the service had answered.' };
