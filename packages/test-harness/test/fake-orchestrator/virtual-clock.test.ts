import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTicks, parseTicks } from '../../src/fake-orchestrator/clock/ticks.js';
import { createVirtualClock } from '../../src/fake-orchestrator/clock/virtual-clock.js';

const nothing = async (): Promise<void> => {};

describe('the virtual clock', () => {
  it('does everything that falls due in order of time, and what that causes too', async () => {
    const clock = createVirtualClock();
    const done: string[] = [];
    clock.after(3000, () => done.push('third'));
    clock.after(1000, () => {
      done.push('first');
      clock.after(1000, () => done.push('second'));
    });
    clock.after(3000, () => done.push('fourth'));
    clock.after(600_000, () => done.push('too late'));

    await clock.advance(5000, nothing);

    expect(done).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('shows each appointment its own instant', async () => {
    const clock = createVirtualClock();
    const beginMs = clock.nowMs();
    const seenMs: number[] = [];
    clock.after(60_000, () => seenMs.push(clock.nowMs()));

    await clock.advance(120_000, nothing);

    expect(Math.round(((seenMs[0] ?? 0) - beginMs) / 1000)).toBe(60);
    expect(Math.round((clock.nowMs() - beginMs) / 1000)).toBe(120);
  });

  it('waits until what an appointment began has settled before the next one', async () => {
    const clock = createVirtualClock();
    const done: string[] = [];
    let work: Promise<void> = Promise.resolve();
    clock.after(1, () => {
      work = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        done.push('work of the first');
      });
    });
    clock.after(2, () => done.push('second'));

    await clock.advance(10, () => work);

    expect(done).toEqual(['work of the first', 'second']);
  });

  it('advances twice, one after the other, when asked twice at once', async () => {
    const clock = createVirtualClock();
    const beginMs = clock.nowMs();

    await Promise.all([clock.advance(60_000, nothing), clock.advance(60_000, nothing)]);

    expect(Math.round((clock.nowMs() - beginMs) / 1000)).toBe(120);
  });

  it('gives stamps of which each is later than the one before', () => {
    const clock = createVirtualClock();

    const stamps = Array.from({ length: 1000 }, () => clock.stamp());

    expect(new Set(stamps).size).toBe(1000);
    expect([...stamps].sort()).toEqual(stamps);
  });

  it('does nothing any more once it has been stopped', async () => {
    const clock = createVirtualClock();
    const done: string[] = [];
    clock.after(1, () => done.push('before'));

    clock.stop();
    clock.after(1, () => done.push('after'));
    await clock.advance(1000, nothing);

    expect(done).toEqual([]);
  });
});

describe('an instant', () => {
  it('keeps its seven digits through writing and reading', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 40_000_000_000_000_000n }), (ticks) => {
        expect(parseTicks(formatTicks(ticks))).toBe(ticks);
      }),
    );
  });

  it.each([
    ['2024-03-05T10:00:00Z', '2024-03-05T10:00:00.0000000Z'],
    ['2024-03-05T10:00:00.33Z', '2024-03-05T10:00:00.3300000Z'],
    ['2024-03-05T12:00:00.1234567+02:00', '2024-03-05T10:00:00.1234567Z'],
  ])('%s is %s', (text, normal) => {
    expect(formatTicks(parseTicks(text) ?? 0n)).toBe(normal);
  });

  it.each(['yesterday', '2024-03-05', '2024-13-05T10:00:00Z', '2024-03-05T10:00:00.12345678Z'])('is not %s', (text) => {
    expect(parseTicks(text)).toBeUndefined();
  });
});
