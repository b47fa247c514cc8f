import {
  isFinal,
  type JobEvent,
  type JobState,
  jobStates,
  type MergedJob,
  type Observation,
  type ObservationSource,
} from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { deliveriesOf, lives, readOf } from '../arbitraries/lives.js';
import { observationPairs, observations } from '../arbitraries/observations.js';
import { type Check, contract } from '../contracts/contract.js';
import { expectLegalWalk } from './legal-walk.js';
import type { LifecycleRules } from './lifecycle-rules.js';
import { runs } from './runs.js';

/**
 * The three laws of a job's lifecycle: every schedule of reports converges, every listener is told a legal walk, and
 * whoever goes on reading learns the end.
 */
export const lawChecks: readonly Check<LifecycleRules>[] = [
  {
    title: 'orders any two reports, and calls equal only what says the same',
    run: ({ comparePrecedence }) =>
      fc.assert(
        fc.property(observationPairs(), ([a, b]) => {
          expect(Math.sign(comparePrecedence(a, b))).toBe(-Math.sign(comparePrecedence(b, a)) || 0);
          expect(comparePrecedence(a, { ...a })).toBe(0);
          if (comparePrecedence(a, b) === 0) expect(a).toEqual(b);
        }),
        runs(200),
      ),
  },
  {
    title: 'orders reports as the design says: the end, then time, source, rank in the table and event id',
    run: ({ comparePrecedence, transitions }) =>
      fc.assert(
        fc.property(observationPairs(), ([a, b]) => {
          const order = compareKeys(orderKey(a, transitions), orderKey(b, transitions));
          fc.pre(order !== 0);

          expect(Math.sign(comparePrecedence(a, b))).toBe(order);
        }),
        runs(300),
      ),
  },
  {
    title: 'has one order: what comes before a report also comes before what that comes before',
    run: ({ comparePrecedence }) =>
      fc.assert(
        fc.property(observations(), observations(), observations(), (a, b, c) => {
          fc.pre(comparePrecedence(a, b) >= 0 && comparePrecedence(b, c) >= 0);

          expect(comparePrecedence(a, c)).toBeGreaterThanOrEqual(0);
        }),
        runs(200),
      ),
  },
  {
    title: 'comes to the same whatever the order of the reports, and however often each comes',
    run: (rules) =>
      fc.assert(
        fc.property(reportsInTwoOrders, ([first, second]) => {
          expect(mergeAll(rules, second)).toEqual(mergeAll(rules, first));
        }),
        runs(300),
      ),
  },
  {
    title: 'comes to the same when two sides first bring together what each knows',
    run: (rules) =>
      fc.assert(
        fc.property(someReports, someReports, someReports, (a, b, c) => {
          const [x, y, z] = [mergeAll(rules, a), mergeAll(rules, b), mergeAll(rules, c)];

          expect(rules.join(x, y)).toEqual(rules.join(y, x));
          expect(rules.join(rules.join(x, y), z)).toEqual(rules.join(x, rules.join(y, z)));
          expect(rules.join(x, x)).toEqual(x);
          expect(mergeAll(rules, [...a, ...b])).toEqual(rules.join(x, y));
        }),
        runs(200),
      ),
  },
  {
    title: 'knows of each field what the report says that takes precedence among those that have it',
    run: (rules) =>
      fc.assert(
        fc.property(someReports, (all) => {
          const merged = mergeAll(rules, all);

          const highest = (having: readonly Observation[]) =>
            having.reduce<Observation | undefined>(
              (best, next) => (best === undefined || rules.comparePrecedence(next, best) > 0 ? next : best),
              undefined,
            );
          expect(merged.state).toEqual(highest(all));
          for (const field of ['startedAt', 'endedAt', 'fault'] as const) {
            expect(merged[field]?.[field]).toEqual(highest(all.filter((one) => one[field] !== undefined))?.[field]);
          }
        }),
        runs(300),
      ),
  },
  {
    title: 'never leaves an end for a state that is none',
    run: (rules) =>
      fc.assert(
        fc.property(someReports, (all) => {
          const hasEnded = all.some(({ state }) => isFinal(state));

          expect(isFinal(mergeAll(rules, all).state.state)).toBe(hasEnded);
        }),
        runs(200),
      ),
  },
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

/** Runs {@link lawChecks}. */
export function lifecycleLaws(name: string, rules: LifecycleRules): void {
  contract(`${name}: the laws of the lifecycle`, lawChecks, async () => ({ subject: rules }));
}

const someReports = fc.array(observations(), { minLength: 1, maxLength: 8 }) as fc.Arbitrary<
  [Observation, ...Observation[]]
>;

/** The same reports twice: in one order, and in another with some of them doubled. */
const reportsInTwoOrders = someReports.chain((all) =>
  fc
    .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all))
    .map(([shuffled, doubled]) => [all, [...shuffled, ...doubled] as [Observation, ...Observation[]]] as const),
);

const livesWithDeliveries = lives().chain((life) => fc.tuple(fc.constant(life), deliveriesOf(life)));

function mergeAll(
  { jobOf, merge }: LifecycleRules,
  [first, ...others]: readonly [Observation, ...Observation[]],
): MergedJob {
  return others.reduce((job, observation) => merge(job, observation), jobOf(first));
}

/** Follows a job through reports as a host does: an end is read by id at once, and the stream is over with it. */
function follow(rules: LifecycleRules, first: Observation, reports: readonly Observation[]) {
  const events: JobEvent[] = [];
  let job = rules.followJob({ observation: first, id: 1, type: 'Unattended' }, first.state);
  for (const observation of reports) {
    if (job.told !== null && isFinal(job.told)) break;
    const isRead = observation.source === 'read';
    const reading = isRead ? { observation, id: 1, type: 'Unattended' as const } : undefined;
    const next = rules.follow(job, observation, reading);
    job = next.job;
    if (next.outcome.kind === 'told') events.push(...next.outcome.events);
    if (next.outcome.kind !== 'end-to-read') continue;
    const { state } = job.merged.state;
    const read = { ...observation, state, source: 'read' as const };
    const end = rules.follow(job, read, { observation: read, id: 1, type: 'Unattended' });
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

/** The design's order, written down once more: the parts in turn, each larger for what takes precedence. */
function orderKey(
  { state, asOf, source, eventId = '' }: Observation,
  transitions: LifecycleRules['transitions'],
): readonly (string | number)[] {
  const sources: readonly ObservationSource[] = ['start', 'webhook', 'read'];
  return [
    isFinal(state) ? 1 : 0,
    asOf,
    sources.indexOf(source),
    transitions.findIndex(({ to }) => to === state),
    eventId,
  ];
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? part;
    if (part !== other) return part > other ? 1 : -1;
  }
  return 0;
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
