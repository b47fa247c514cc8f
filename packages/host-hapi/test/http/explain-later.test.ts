import { type RefusedDeliveries, succeed } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createByteBudget } from '../../src/http/byte-budget.js';
import { explainLater } from '../../src/http/explain-later.js';

/** Refusals that are explained when the test says so, each with the length of the body that was held. */
function someRefusals(maxBytes = 10) {
  const explained: (number | undefined)[] = [];
  const refusals: RefusedDeliveries = {
    note: (connectionId) =>
      connectionId === 'nobody'
        ? undefined
        : {
            maxBytes,
            async explain(_, body) {
              explained.push(body?.byteLength);
              if (body?.[0] === 1) throw new Error('a bug');
            },
          },
    of: async () => succeed({ mistakes: [], refused: 0, notExamined: 0, toNoConnection: 0, sinceMs: 0 }),
  };
  return { refusals, explained };
}

const delivery = (body: Uint8Array, connectionId = 'connection-1') => ({ connectionId, signature: 'x', body });

describe('explaining a refusal once it is answered', () => {
  it('holds the body within the budget until then, and no longer', async () => {
    const { refusals, explained } = someRefusals();
    const budget = createByteBudget(10);

    const explain = explainLater(delivery(new Uint8Array(8)), refusals, budget);

    expect(explained).toEqual([]);
    expect(budget.take(3)).toBe(false);
    await explain?.();
    expect(explained).toEqual([8]);
    expect(budget.take(10)).toBe(true);
  });

  it('gives the budget back when it fails', async () => {
    const { refusals } = someRefusals();
    const budget = createByteBudget(10);

    await expect(explainLater(delivery(new Uint8Array([1])), refusals, budget)?.()).rejects.toThrow('a bug');

    expect(budget.take(10)).toBe(true);
  });

  it.each([
    ['longer than what is explained', 11, 100],
    ['longer than what is left of the budget', 9, 8],
  ])('holds no body that is %s', async (_, length, left) => {
    const { refusals, explained } = someRefusals();
    const budget = createByteBudget(left);

    const explain = explainLater(delivery(new Uint8Array(length)), refusals, budget);

    expect(budget.take(left)).toBe(true);
    await explain?.();
    expect(explained).toEqual([undefined]);
  });

  it('has nothing to do for a delivery that is only counted', () => {
    const { refusals } = someRefusals();

    expect(explainLater(delivery(new Uint8Array(1), 'nobody'), refusals, createByteBudget(0))).toBeUndefined();
  });
});
