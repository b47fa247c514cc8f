import {
  isFinal,
  type JobEvent,
  type JobState,
  jobStates,
  type Observation,
  type ObservationSource,
} from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { deliveriesOf, lives, readOf } from '../arbitraries/lives.js';
import { observations } from '../arbitraries/observations.js';
import type { Check } from '../contracts/contract.js';
import { expectLegalWalk } from './legal-walk.js';
import type { LifecycleRules } from './lifecycle-rules.js';
import { runs } from './runs.js';

/** Every listener is told a legal walk, and whoever goes on reading learns the end. */
export const followingLaws: readonly Check<LifecycleRules>[] = [
  {
    title: 'walks from every state to every other by the fewest moves, the first rows of the table first',
    run({ transitions, walk }) {
      for (const from of [null, ...jobStates]) {
        for (const to of jobStates) expect(walk(from, to), `${from} to ${to}`).toEqual(bestPath(from, to, transitions));
      }
    },
  },
  {
    title: 'takes a move if and only if the table has it',
    run({ transitions, step }) {
      for (const from of [null, ...jobStates]) {
        for (const to of jobStates) {
          const isRow = transitions.some((move) => move.from === from && move.to === to);
          expect(step(from, to).kind, `${from} to ${to}`).toBe(isRow ? 'moved' : 'ignored');
        }
      }
    },
  },
  {
    title: 'tells a listener a legal walk, each state once in a row, whatever is reported in whatever order',
    run: (rules) =>
      fc.assert(
        fc.property(observations(), fc.array(observations(), { maxLength: 12 }), (first, later) => {
          const { events, told } = follow(rules, first, later);

          expectLegalWalk([{ kind: 'snapshot', job: { jobKey: first.jobKey, state: first.state } }, ...events]);
          expect(told).toBe(stateAfter(first.state, events));
        }),
        runs(400),
      ),
  },
  {
    title: 'tells no older report after a newer one, but for an end',
    run: (rules) =>
      fc.assert(
        fc.property(observations(), fc.array(observations(), { maxLength: 12 }), (first, later) => {
          const { events } = follow(rules, first, later);

          const times = events.flatMap((event) =>
            event.kind === 'lifecycle' && event.move.at !== undefined && !isFinal(event.move.state)
              ? [event.move.at]
              : [],
          );
          expect(times).toEqual([...times].sort());
        }),
        runs(300),
      ),
  },
  {
    title:
      'tells the life of a job as far as it was heard, and its end once it is read, however lossy the webhooks are',
    run: (rules) =>
      fc.assert(
        fc.property(livesWithDeliveries, ([life, deliveries]) => {
          const [begin] = life;
          const endMs = (life.at(-1)?.atMs ?? 0) + 10_000;
          const reports = [...deliveries.map(({ observation }) => observation), readOf(life, endMs)];

          const { told } = follow(rules, readOf(life, begin.atMs), reports);

          expect(told).toBe(life.at(-1)?.state);
        }),
        runs(400),
      ),
  },
  {
    title: 'is told nothing of a state that the life never had, but what the table has on the way',
    run: (rules) =>
      fc.assert(
        fc.property(livesWithDeliveries, ([life, deliveries]) => {
          const reports = deliveries.map(({ observation }) => observation);

          const { events } = follow(rules, readOf(life, life[0].atMs), reports);

          const seen = events.flatMap((event) =>
            event.kind === 'lifecycle' && !event.move.inferred ? [event.move.state] : [],
          );
          const had = new Set(life.map(({ state }) => state));
          expect(seen.filter((state) => !had.has(state))).toEqual([]);
        }),
        runs(300),
      ),
  },
  {
    title: 'begins anew with a snapshot, once a read in a later second repeats what the table has no way to',
    run(rules) {
      const at = (second: number) => `2026-11-23T09:00:0${second.toFixed(7)}Z` as Observation['asOf'];
      const report = (state: JobState, second: number, source: ObservationSource): Observation => ({
        jobKey: '1c7222dc-416f-4c60-9b17-88262c91768f',
        state,
        asOf: at(second),
        source,
      });

      const { events } = follow(rules, report('Stopping', 1, 'read'), [
        report('Running', 2.2, 'webhook'),
        report('Running', 2.9, 'read'),
      ]);
      const { events: settled } = follow(rules, report('Stopping', 1, 'read'), [
        report('Running', 2.2, 'webhook'),
        report('Running', 3, 'read'),
      ]);

      expect(events).toEqual([]);
      expect(settled).toMatchObject([{ kind: 'snapshot', job: { state: 'Running' } }]);
    },
  },
];

const livesWithDeliveries = lives().chain((life) => fc.tuple(fc.constant(life), deliveriesOf(life)));

/** Follows a job through reports as a host does: an end is read by id at once, and the stream is over with it. */
function follow(rules: LifecycleRules, first: Observation, reports: readonly Observation[]) {
  const events: JobEvent[] = [];
  let job = rules.followJob({ observation: first }, first.state);
  for (const observation of reports) {
    if (job.told !== null && isFinal(job.told)) break;
    const isRead = observation.source === 'read';
    const reading = isRead ? { observation } : undefined;
    const next = rules.follow(job, observation, reading);
    job = next.job;
    if (next.outcome.kind === 'told') events.push(...next.outcome.events);
    if (next.outcome.kind !== 'end-to-read') continue;
    const { state } = job.merged.state;
    const read = { ...observation, state, source: 'read' as const };
    const end = rules.follow(job, read, { observation: read });
    job = end.job;
    if (end.outcome.kind === 'told') events.push(...end.outcome.events);
  }
  return { events, told: job.told };
}

function stateAfter(first: JobState, events: readonly JobEvent[]): JobState {
  return events.reduce((state, event) => {
    if (event.kind === 'lifecycle') return event.move.state;
    return event.kind === 'snapshot' ? event.job.state : state;
  }, first);
}

/** Of all ways by the table the shortest, and of those the one whose rows come first: found by trying them all. */
function bestPath(
  from: JobState | null,
  to: JobState,
  transitions: LifecycleRules['transitions'],
): readonly JobState[] | undefined {
  if (from === to) return [];
  let paths: readonly (readonly number[])[] = [[]];
  for (let length = 1; length <= jobStates.length; length += 1) {
    paths = paths.flatMap((path) => {
      const last = path.at(-1);
      const at = last === undefined ? from : transitions[last]?.to;
      return transitions.flatMap((move, row) => (move.from === at ? [[...path, row]] : []));
    });
    const arrived = paths.find((path) => transitions[path.at(-1) ?? 0]?.to === to);
    if (arrived !== undefined) return arrived.flatMap((row) => transitions[row]?.to ?? []);
  }
  return undefined;
}
