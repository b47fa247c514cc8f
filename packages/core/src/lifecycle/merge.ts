import type { Observation } from './observation.js';
import { comparePrecedence } from './precedence.js';

/**
 * What is known of a job: for the state, and for each field beside it, the observation that takes precedence among all
 * that carried it.
 */
export interface MergedJob {
  /** The observation whose state holds. */
  readonly state: Observation;
  readonly startedAt?: Observation;
  readonly endedAt?: Observation;
  readonly fault?: Observation;
}

/** A job of which one observation is known. */
export function jobOf(observation: Observation): MergedJob {
  return {
    state: observation,
    ...(observation.startedAt !== undefined && { startedAt: observation }),
    ...(observation.endedAt !== undefined && { endedAt: observation }),
    ...(observation.fault !== undefined && { fault: observation }),
  };
}

/**
 * Adds one observation to what is known. Each field is the maximum under one total order, a value over none: therefore
 * merging is commutative, associative and idempotent, and arrival order does not matter.
 */
export function merge(job: MergedJob, observation: Observation): MergedJob {
  return join(job, jobOf(observation));
}

/** Brings together what is known of the same job from two sides. */
export function join(a: MergedJob, b: MergedJob): MergedJob {
  const startedAt = preferred(a.startedAt, b.startedAt);
  const endedAt = preferred(a.endedAt, b.endedAt);
  const fault = preferred(a.fault, b.fault);
  return {
    state: comparePrecedence(a.state, b.state) >= 0 ? a.state : b.state,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(fault !== undefined && { fault }),
  };
}

function preferred(a: Observation | undefined, b: Observation | undefined): Observation | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return comparePrecedence(a, b) >= 0 ? a : b;
}
