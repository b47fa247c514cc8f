import { type CancelSignal, type Failure, fail, type Result } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';

/** A call of which its caller wants no answer any more. */
export function cancelled(origin: string): Failure {
  return { code: 'call-cancelled', detail: `The call to ${origin} was given up by its caller.` };
}

/**
 * The outcome, or `call-cancelled` as soon as the signal says so. What brings the outcome goes on: others may wait for
 * it as well.
 */
export function unlessCancelled<T>(
  signal: CancelSignal | undefined,
  origin: string,
  outcome: Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  return signal === undefined ? outcome : raced(signal, origin, outcome);
}

async function raced<T>(
  signal: CancelSignal,
  origin: string,
  outcome: Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  if (signal.aborted) return fail(cancelled(origin));
  let stopWaiting = () => {};
  const given = new Promise<void>((resolve) => {
    stopWaiting = whenCancelled(signal, resolve);
  });
  try {
    return await Promise.race([outcome, given.then(() => fail(cancelled(origin)))]);
  } finally {
    stopWaiting();
  }
}
