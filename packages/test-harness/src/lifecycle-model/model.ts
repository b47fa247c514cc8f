import { isFinal, type JobEvent, type JobState } from '@cuelight/core';
import { expect } from 'vitest';
import { brief, expectLegalWalk } from './legal-walk.js';
import type { LifecycleSystem, Listening } from './lifecycle-system.js';

/** All there is to following jobs, on one screen: where the jobs are, and who listens to which. */
export interface Model {
  /** The state that Orchestrator has each job in, in the order of their starts. */
  readonly jobs: JobState[];
  /** The job each listener listens to; undefined once it has left. */
  readonly listeners: (number | undefined)[];
}

/** The system itself, with what it answered. */
export interface Real {
  readonly system: LifecycleSystem;
  readonly jobKeys: string[];
  readonly listenings: Listening[];
}

/** Nothing was started, nobody listens. */
export function emptyModel(): Model {
  return { jobs: [], listeners: [] };
}

/** A system to which nothing was done. */
export function freshReal(system: LifecycleSystem): Real {
  return { system, jobKeys: [], listenings: [] };
}

/** What holds at every moment: whoever listens was told a legal walk. */
export function expectLegal({ listenings }: Real): void {
  for (const { events } of listenings) expectLegalWalk(events);
}

/** What holds once Orchestrator can be read and some time has passed: whoever listens knows where the job is. */
export async function expectConverged(model: Model, real: Real): Promise<void> {
  real.system.orchestrator.setReadable(true);
  await real.system.advance(settlingMs);
  expectLegal(real);
  for (const [number, job] of model.listeners.entries()) {
    const state = job === undefined ? undefined : model.jobs[job];
    const listening = real.listenings[number];
    if (state === undefined || listening === undefined) continue;
    expect(lastState(listening.events), `listener ${number}: ${brief(listening.events)}`).toBe(state);
    expect(listening.hasEnded(), `listener ${number}: ${brief(listening.events)}`).toBe(isFinal(state));
  }
  const followed = new Set(
    model.listeners.filter((job) => job !== undefined && !isFinal(model.jobs[job] ?? 'Stopped')),
  );
  expect(real.system.watches()).toBe(followed.size);
}

/** Longer than the slowest reading, twice. */
const settlingMs = 180_000;

function lastState(events: readonly JobEvent[]): JobState | undefined {
  const event = events.findLast(({ kind }) => kind !== 'lost');
  if (event?.kind === 'snapshot') return event.job.state;
  return event?.kind === 'lifecycle' ? event.move.state : undefined;
}
