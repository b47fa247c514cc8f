import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReadBudget } from '../../src/watching/read-budget.js';
import { nextReadInMs } from '../../src/watching/reading-pace.js';

describe('the budget of polling reads', () => {
  it('lets 60 reads go at once, then one a second', () => {
    const budget = createReadBudget(0);
    const burst = Array.from({ length: 60 }, () => budget.take(0).ok);

    expect(burst).toEqual(Array(60).fill(true));
    expect(budget.take(400)).toEqual({ ok: false, waitMs: 600 });
    expect(budget.take(1_000)).toEqual({ ok: true });
    expect(budget.take(1_000)).toEqual({ ok: false, waitMs: 1_000 });
  });

  it('never lets more go than a full bucket and one for each second that passed, even when the clock goes back', () => {
    const moments = fc.array(fc.integer({ min: -5_000, max: 60_000 }), { minLength: 1, maxLength: 300 });

    fc.assert(
      fc.property(moments, (times) => {
        const budget = createReadBudget(0);
        const granted = times.filter((nowMs) => budget.take(nowMs).ok).length;

        expect(granted).toBeLessThanOrEqual(60 + Math.floor(Math.max(0, ...times) / 1_000));
      }),
    );
  });
});

describe('the pace of reading', () => {
  const nowMs = 1_000_000;

  it('is slow while deliveries come, and fast while none do', () => {
    const alive = nextReadInMs({ quietReads: 0, heardAtMs: nowMs - 10_000, nowMs, jitter: 0.5 });
    const silent = nextReadInMs({ quietReads: 0, heardAtMs: nowMs - 300_000, nowMs, jitter: 0.5 });
    const never = nextReadInMs({ quietReads: 0, heardAtMs: undefined, nowMs, jitter: 0.5 });

    expect([alive, silent, never]).toEqual([15_000, 1_000, 1_000]);
  });

  it('grows with every read that told nothing, up to a limit, jittered by a quarter at most', () => {
    const paces = fc.record({
      quietReads: fc.nat(1_000),
      heardAtMs: fc.constantFrom(undefined, nowMs),
      nowMs: fc.constant(nowMs),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });

    fc.assert(
      fc.property(paces, (pace) => {
        const [firstMs, longestMs] = pace.heardAtMs === undefined ? [1_000, 30_000] : [15_000, 60_000];
        const middle = { ...pace, jitter: 0.5 };

        expect(nextReadInMs(pace)).toBeGreaterThanOrEqual(Math.floor(firstMs * 0.75));
        expect(nextReadInMs(pace)).toBeLessThanOrEqual(Math.ceil(longestMs * 1.25));
        expect(nextReadInMs({ ...middle, quietReads: pace.quietReads + 1 })).toBeGreaterThanOrEqual(
          nextReadInMs(middle),
        );
      }),
    );
  });
});
