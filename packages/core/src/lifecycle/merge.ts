import type { Observation } from './observation.js';
import { comparePrecedence } from './precedence.js';

/**
 * What is known of a job: for the state, and for each field beside it, the observation that takes precedence among all
 * that carried it.
 */
export interface MergedJob {
  /** The observation whose state holds. */
  readonly state: Observation;
  readonly startedAt: Observation | undefined;
  readonly endedAt: Observation | undefined;
  readonly fault: Observation | undefined;
}

/** A job of which one observation is known. */
export function jobOf(observation: Observation): MergedJob {
  return {
    state: observation,
    startedAt: observation.startedAt === undefined ? undefined : observation,
    endedAt: observation.endedAt === undefined ? undefined : observation,
    fault: observation.fault === undefined ? undefined : observation,
  };
}

/**
 * Adds one observation to what is known. Each field is the maximum under one total order, a value over none: therefore
 * merging is commutative, associative and idempotent, and arrival order does not matter. What an observation does not
 * change stays the same object.
 */
export function merge(job: MergedJob, observation: Observation): MergedJob {
  return join(job, jobOf(observation));
}

/** Brings together what is known of the same job from two sides. */
export function join(a: MergedJob, b: MergedJob): MergedJob {
  const state = preferred(a.state, b.state);
  const startedAt = preferred(a.startedAt, b.startedAt);
  const endedAt = preferred(a.endedAt, b.endedAt);
  const fault = preferred(a.fault, b.fault);
  const isKnown = state === a.state && startedAt === a.startedAt && endedAt === a.endedAt && fault === a.fault;
  return isKnown ? a : { state, startedAt, endedAt, fault };
}

function preferred<O extends Observation | undefined>(a: O, b: O): O {
  if (a === undefined || b === undefined) return a ?? b;
  return comparePrecedence(a, b) >= 0 ? a : b;
}
