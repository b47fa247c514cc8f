import { isFinal, type MergedJob, type Observation, type ObservationSource } from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { observationPairs, observations } from '../arbitraries/observations.js';
import type { Check } from '../contracts/contract.js';
import type { LifecycleRules } from './lifecycle-rules.js';
import { runs } from './runs.js';

/** Every schedule of reports converges. */
export const mergeLaws: readonly Check<LifecycleRules>[] = [
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
];

const someReports = fc.array(observations(), { minLength: 1, maxLength: 8 }) as fc.Arbitrary<
  [Observation, ...Observation[]]
>;

/** The same reports twice: in one order, and in another with some of them doubled. */
const reportsInTwoOrders = someReports.chain((all) =>
  fc
    .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all))
    .map(([shuffled, doubled]) => [all, [...shuffled, ...doubled] as [Observation, ...Observation[]]] as const),
);

function mergeAll(
  { jobOf, merge }: LifecycleRules,
  [first, ...others]: readonly [Observation, ...Observation[]],
): MergedJob {
  return others.reduce((job, observation) => merge(job, observation), jobOf(first));
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
