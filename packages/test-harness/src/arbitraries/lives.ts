import { type Instant, isFinal, type JobState, type Observation, transitions } from '@cuelight/core';
import fc from 'fast-check';
import { instantOf, observedJobKey } from './observations.js';

/** A move in the life of a job. */
export interface LifeMove {
  readonly state: JobState;
  /** When Orchestrator moved it, in milliseconds after the start of the job. */
  readonly atMs: number;
}

/** The life of a job as Orchestrator knows it: legal moves by the table, at least a millisecond apart, to its end. */
export type Life = readonly [LifeMove, ...LifeMove[]];

/** How the reports of a life come to us. */
export interface Delivered {
  readonly observation: Observation;
  /** When it comes, in milliseconds after the start of the job. */
  readonly arrivesAtMs: number;
}

/** Lives of jobs, suspended and resumed any number of times; each ends. */
export function lives(): fc.Arbitrary<Life> {
  const steps = fc.array(fc.record({ choice: fc.nat(100), waitMs: fc.integer({ min: 1, max: 5_000 }) }), {
    maxLength: 14,
  });
  return fc.tuple(steps, fc.constantFrom<JobState[]>('Successful', 'Faulted', 'Stopped')).map(([taken, end]) => {
    const life: LifeMove[] = [];
    for (const { choice, waitMs } of taken) {
      const { state: from = null, atMs = 0 } = life.at(-1) ?? {};
      const moves = transitions.filter((move) => move.from === from);
      const move = moves[choice % moves.length];
      if (move !== undefined) life.push({ state: move.to, atMs: atMs + waitMs });
    }
    const { state = 'Pending', atMs = 0 } = life.at(-1) ?? {};
    const last: LifeMove = isFinal(state) ? { state, atMs } : { state: end, atMs: atMs + 1_000 };
    return [...(life.length === 0 ? [{ state, atMs }] : life), ...(isFinal(state) ? [] : [last])] as unknown as Life;
  });
}

/**
 * What is heard of a life: its webhooks lost, doubled, late and out of order, and what reads at any time bring; in the
 * order of arrival. The times of all are on Orchestrator's clock.
 */
export function deliveriesOf(life: Life): fc.Arbitrary<readonly Delivered[]> {
  const lateness = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20_000 }));
  const webhooks = fc.tuple(
    ...life.map((move, index) =>
      fc
        .array(lateness, { maxLength: 3 })
        .map((copies) =>
          copies.map((lateMs) => ({ observation: webhookOf(move, index), arrivesAtMs: move.atMs + lateMs })),
        ),
    ),
  );
  const lastMs = life.at(-1)?.atMs ?? 0;
  const reads = fc.array(
    fc.record({ atMs: fc.integer({ min: life[0].atMs, max: lastMs + 5_000 }), lateMs: lateness }),
    {
      maxLength: 6,
    },
  );
  return fc
    .tuple(webhooks, reads)
    .map(([sent, made]) =>
      [
        ...sent.flat(),
        ...made.map(({ atMs, lateMs }) => ({ observation: readOf(life, atMs), arrivesAtMs: atMs + lateMs })),
      ].sort((a, b) => a.arrivesAtMs - b.arrivesAtMs),
    );
}

/** What a read of the job brings, made so many milliseconds after its start: counted from the start of that second. */
export function readOf(life: Life, atMs: number): Observation {
  const { state } = life.filter((move) => move.atMs <= atMs).at(-1) ?? life[0];
  return { jobKey: observedJobKey, state, asOf: instantAt(Math.floor(atMs / 1_000) * 1_000), source: 'read' };
}

function webhookOf({ state, atMs }: LifeMove, index: number): Observation {
  return {
    jobKey: observedJobKey,
    state,
    asOf: instantAt(atMs),
    source: 'webhook',
    eventId: String(307_348_657 + index),
  };
}

/** Lives begin at the start of a second. */
function instantAt(atMs: number): Instant {
  return instantOf(new Date(Date.UTC(2026, 10, 23, 9, 0, 0) + atMs).toISOString());
}
