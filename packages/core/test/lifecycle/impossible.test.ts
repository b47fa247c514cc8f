import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impossibilityOf, type Observation } from '../../src/index.js';
import { instant, observations } from './observations.js';

const running: Observation = {
  jobKey: '1c7222dc-416f-4c60-9b17-88262c91768f',
  state: 'Running',
  asOf: instant('2026-11-23T09:13:45Z'),
  source: 'webhook',
};

describe('a report about a job', () => {
  it.each<[string, unknown]>([
    ['unknown-state', { ...running, state: 'Paused' }],
    ['unknown-state', { ...running, state: 1 }],
    ['impossible-time', { ...running, asOf: '-000001-11-23T09:13:45.0000000Z' }],
    ['impossible-time', { ...running, asOf: '0001-01-01T00:00:00.0000000Z' }],
    ['impossible-time', { ...running, asOf: '2026-11-23T09:13:45Z' }],
    ['impossible-time', { ...running, asOf: new Date(0) }],
    ['impossible-time', { ...running, startedAt: '2026-02-30T09:13:45.0000000Z' }],
    ['foreign-key', { ...running, jobKey: '' }],
    ['foreign-key', { ...running, jobKey: undefined }],
    ['foreign-key', { ...running, jobKey: 'k'.repeat(65) }],
    ['text-too-long', { ...running, state: 'Faulted', fault: { message: 'x'.repeat(10_000_000) } }],
    ['text-too-long', { ...running, state: 'Faulted', fault: {} }],
    ['text-too-long', { ...running, state: 'Faulted', fault: { message: 'm', code: 'x'.repeat(10_000_000) } }],
    ['text-too-long', { ...running, eventId: 'x'.repeat(10_000_000) }],
    ['unknown-source', { ...running, source: 'hearsay' }],
  ])('is impossible (%s)', (why, report) => {
    expect(impossibilityOf(report as Observation)).toBe(why);
  });

  it('is possible with a fault text as long as may be', () => {
    expect(impossibilityOf({ ...running, fault: { message: 'x'.repeat(65_536) } })).toBeUndefined();
  });

  it('is possible whenever it has the right shape', () => {
    fc.assert(
      fc.property(observations, (observation) => {
        expect(impossibilityOf(observation)).toBeUndefined();
      }),
    );
  });

  it('is judged without a throw, whatever it is made of', () => {
    const anything = fc.record({
      jobKey: fc.anything(),
      state: fc.anything(),
      asOf: fc.anything(),
      source: fc.anything(),
      startedAt: fc.anything(),
      endedAt: fc.anything(),
      fault: fc.anything(),
    });

    fc.assert(fc.property(anything, (report) => void impossibilityOf(report as unknown as Observation)));
  });
});
