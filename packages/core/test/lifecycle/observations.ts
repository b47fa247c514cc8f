import fc from 'fast-check';
import { type Instant, jobStates, type Observation, parseInstant } from '../../src/index.js';

/** An instant of Orchestrator's clock, for tests that write times by hand. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`not an instant: ${text}`);
  return parsed;
}

/** Few seconds and few ticks, so that equal and nearly equal times are common. */
const instants: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('0000000', '3231813', '3231819'))
  .map(([second, ticks]) => instant(`2026-11-23T09:13:4${second}.${ticks}Z`));

/** Reports about one job, in which nothing needs to make sense. */
export const observations: fc.Arbitrary<Observation> = fc.record(
  {
    jobKey: fc.constant('1c7222dc-416f-4c60-9b17-88262c91768f'),
    state: fc.constantFrom(...jobStates),
    asOf: instants,
    source: fc.constantFrom('start', 'webhook', 'read'),
    eventId: fc.constantFrom('1', '2'),
    startedAt: instants,
    endedAt: instants,
    fault: fc.constantFrom({ message: 'a' }, { message: 'b' }, { message: 'b', code: '1' }),
  },
  { requiredKeys: ['jobKey', 'state', 'asOf', 'source'], noNullPrototype: true },
);
