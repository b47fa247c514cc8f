import type { JobReading } from '../ports/orchestrator-jobs.js';

/** What became of an earlier start with the same idempotency key. */
export interface StartOutcome {
  /** The whole reference of that start: another one under the same key means another input. */
  readonly referenceText: string;
  /** The job, or `unknown` when no answer came. */
  readonly job: JobReading | 'unknown';
}

/**
 * Remembers outcomes for as long as this process lives, for Orchestrators that cannot be searched for them (below
 * API 11).
 */
export interface StartOutcomes {
  get(keyPrefix: string): StartOutcome | undefined;
  put(keyPrefix: string, outcome: StartOutcome): void;
}

const keptForMs = 24 * 60 * 60 * 1_000;
const maxOutcomes = 10_000;

/** Makes an empty memory of outcomes. */
export function createStartOutcomes(nowMs: () => number): StartOutcomes {
  const outcomes = new Map<string, { readonly outcome: StartOutcome; readonly untilMs: number }>();

  return {
    get(keyPrefix) {
      const kept = outcomes.get(keyPrefix);
      return kept !== undefined && kept.untilMs > nowMs() ? kept.outcome : undefined;
    },
    put(keyPrefix, outcome) {
      outcomes.delete(keyPrefix);
      outcomes.set(keyPrefix, { outcome, untilMs: nowMs() + keptForMs });
      // A map keeps the order of insertion: the first is the oldest.
      const [oldest] = outcomes.keys();
      if (outcomes.size > maxOutcomes && oldest !== undefined) outcomes.delete(oldest);
    },
  };
}
