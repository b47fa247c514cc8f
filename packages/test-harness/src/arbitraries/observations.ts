import { type Instant, type JobState, jobStates, type Observation, parseInstant } from '@cuelight/core';
import fc from 'fast-check';

/** The key of the job that all generated reports are about. */
export const observedJobKey = '1c7222dc-416f-4c60-9b17-88262c91768f';

/** Times within few seconds and of few ticks, so that equal and nearly equal ones are common. */
export function closeInstants(): fc.Arbitrary<Instant> {
  return fc
    .tuple(fc.nat(2), fc.constantFrom('0000000', '3231813', '3231819'))
    .map(([second, ticks]) => instantOf(`2026-11-23T09:13:4${second}.${ticks}Z`));
}

/** Reports about one job, in which nothing needs to make sense: any state, any source, any time. */
export function observations(): fc.Arbitrary<Observation> {
  return fc.record(
    {
      jobKey: fc.constant(observedJobKey),
      state: fc.constantFrom<JobState[]>(...jobStates),
      asOf: closeInstants(),
      source: fc.constantFrom<Observation['source'][]>('start', 'webhook', 'read'),
      eventId: fc.constantFrom('307348657', '307348658'),
      startedAt: closeInstants(),
      endedAt: closeInstants(),
      fault: fc.constantFrom({ message: 'a' }, { message: 'b' }, { message: 'b', code: '1' }),
    },
    { requiredKeys: ['jobKey', 'state', 'asOf', 'source'], noNullPrototype: true },
  );
}

/** Two reports about one job, which often differ in little. */
export function observationPairs(): fc.Arbitrary<readonly [Observation, Observation]> {
  const fields = fc.subarray(['state', 'asOf', 'source', 'eventId', 'startedAt', 'endedAt', 'fault'] as const, {
    minLength: 1,
    maxLength: 3,
  });
  return fc.tuple(observations(), observations(), fields).map(([one, other, differing]) => {
    const changed = Object.entries(other).filter(([name]) => differing.some((field) => field === name));
    return [one, { ...one, ...Object.fromEntries(changed) }] as const;
  });
}

/** An instant written by hand. Throws when it is none. */
export function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`not an instant: ${text}`);
  return instant;
}
