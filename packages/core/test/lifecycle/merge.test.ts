import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePrecedence, isFinal, jobOf, join, type MergedJob, merge, type Observation } from '../../src/index.js';
import { instant, observations } from './observations.js';

const several = fc.array(observations, { minLength: 1, maxLength: 8 });

function mergeAll([first, ...rest]: readonly Observation[]): MergedJob {
  if (first === undefined) throw new Error('a job needs one observation');
  return rest.reduce(merge, jobOf(first));
}

describe('merging observations', () => {
  it('comes to the same whatever the order of arrival', () => {
    const schedules = several.chain((reports) =>
      fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })),
    );

    fc.assert(
      fc.property(schedules, ([inOrder, shuffled]) => {
        expect(mergeAll(shuffled)).toEqual(mergeAll(inOrder));
      }),
    );
  });

  it('comes to the same when reports arrive twice', () => {
    fc.assert(
      fc.property(several, (reports) => {
        expect(mergeAll([...reports, ...reports])).toEqual(mergeAll(reports));
      }),
    );
  });

  it('comes to the same however the reports are grouped', () => {
    fc.assert(
      fc.property(several, several, several, (a, b, c) => {
        const [ja, jb, jc] = [mergeAll(a), mergeAll(b), mergeAll(c)];

        expect(join(join(ja, jb), jc)).toEqual(join(ja, join(jb, jc)));
        expect(join(ja, jb)).toEqual(join(jb, ja));
        expect(join(ja, ja)).toEqual(ja);
      }),
    );
  });

  it('never lets a job come back from a final state', () => {
    fc.assert(
      fc.property(several, (reports) => {
        const hasEnded = reports.some(({ state }) => isFinal(state));

        expect(isFinal(mergeAll(reports).state.state)).toBe(hasEnded);
      }),
    );
  });

  it('keeps a value that an earlier report carried when a later one carries none', () => {
    const started = report({ state: 'Running', startedAt: instant('2026-11-23T09:13:41Z') });
    const later = report({ state: 'Stopping', asOf: instant('2026-11-23T09:20:00Z') });

    const job = merge(jobOf(started), later);

    expect(job.state.state).toBe('Stopping');
    expect(job.startedAt?.startedAt).toBe('2026-11-23T09:13:41.0000000Z');
  });
});

describe('the order of precedence', () => {
  it('is total: two observations rank equally only when they say the same', () => {
    fc.assert(
      fc.property(observations, observations, (a, b) => {
        expect(Math.sign(comparePrecedence(a, b))).toBe(-Math.sign(comparePrecedence(b, a)));
        if (comparePrecedence(a, b) === 0) expect(a).toEqual(b);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(observations, observations, observations, (a, b, c) => {
        fc.pre(comparePrecedence(a, b) >= 0 && comparePrecedence(b, c) >= 0);
        expect(comparePrecedence(a, c)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  const running = report({ state: 'Running' });
  it.each<[string, Observation, Observation]>([
    ['a final state over a newer one that is not', report({ state: 'Stopped' }), late(running)],
    ['the newer of two', late(running), report({ state: 'Stopping' })],
    ['the newer of two that are 600 ns apart', ticks('3231819'), ticks('3231813')],
    ['a read over a webhook of the same time', report({ source: 'read' }), report({ source: 'webhook' })],
    ['a webhook over the start reply of the same time', report({ source: 'webhook' }), report({ source: 'start' })],
    ['the state further down the table at the same time', report({ state: 'Stopping' }), running],
    ['the higher event id at the same time', report({ eventId: '2' }), report({ eventId: '1' })],
  ])('puts %s', (_, higher, lower) => {
    expect(comparePrecedence(higher, lower)).toBeGreaterThan(0);
  });
});

function report(part: Partial<Observation>): Observation {
  return {
    jobKey: '1c7222dc-416f-4c60-9b17-88262c91768f',
    state: 'Running',
    asOf: instant('2026-11-23T09:13:45Z'),
    source: 'webhook',
    ...part,
  };
}

function late(observation: Observation): Observation {
  return { ...observation, asOf: instant('2026-11-23T10:00:00Z') };
}

function ticks(fraction: string): Observation {
  return report({ asOf: instant(`2018-11-26T14:37:26.${fraction}Z`) });
}
