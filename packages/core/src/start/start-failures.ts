import type { Failure } from '../failure/failure.js';

/** Orchestrator's limit for the text of the arguments (`InputArguments`, at most 10,000 characters). */
export const longestInput = 10_000;

/** More input than Orchestrator takes; `length` in characters of JSON. */
export function inputTooLarge(length: number): Failure {
  return {
    code: 'input-too-large',
    detail: `The input is ${length} characters of JSON; Orchestrator accepts ${longestInput}.`,
  };
}

/** One key for two different starts. */
export function idempotencyKeyReused(): Failure {
  return { code: 'idempotency-key-reused', detail: 'This Idempotency-Key was used before with another input.' };
}

/** Another start with the same key has not ended. */
export function startInProgress(): Failure {
  return {
    code: 'start-in-progress',
    detail: 'A start of this process with this Idempotency-Key is under way.',
    retryAfterMs: 2_000,
  };
}

/** Nobody knows whether there is a job. */
export function startOutcomeUnknown(): Failure {
  return {
    code: 'start-outcome-unknown',
    detail: 'Orchestrator gave no answer to the start, and the job was not found.',
  };
}
