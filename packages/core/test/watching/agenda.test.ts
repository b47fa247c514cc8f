import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda, type Planned } from '../../src/watching/agenda.js';
import { createVirtualClock } from '../world/virtual-clock.js';

interface Item extends Planned {
  readonly name: string;
}

describe('an agenda', () => {
  it('gives each item once, never early and less than a slot late, however often its plan is changed', async () => {
    const plans = fc.array(
      fc.record({ item: fc.nat(5), waitMs: fc.nat(3_000), delayMs: fc.nat(20_000), isTakenBack: fc.boolean() }),
      { maxLength: 40 },
    );

    await fc.assert(
      fc.asyncProperty(plans, async (steps) => {
        const { clock, agenda, items, given } = anAgenda();
        const expected = new Map<string, number>();
        for (const { item: index, waitMs, delayMs, isTakenBack } of steps) {
          await clock.advance(waitMs);
          const item = items[index];
          if (item === undefined) continue;
          // What fell due meanwhile is over.
          for (const [name, atMs] of [...expected]) if (atMs <= clock.nowMs() - 200) expected.delete(name);
          if (isTakenBack) agenda.cancel(item);
          else agenda.plan(item, delayMs);
          given.splice(0, given.length, ...given.filter(({ name }) => name !== item.name));
          if (isTakenBack) expected.delete(item.name);
          else expected.set(item.name, clock.nowMs() + delayMs);
        }
        await clock.advance(21_000);

        for (const [name, atMs] of expected) {
          const times = given.filter((one) => one.name === name).map(({ nowMs }) => nowMs);
          expect(times).toHaveLength(1);
          expect(times[0]).toBeGreaterThanOrEqual(atMs);
          expect(times[0]).toBeLessThan(atMs + 200);
        }
      }),
    );
  });

  it('gives nothing that was taken back, even by what fell due just before', async () => {
    const { clock, agenda, items, given } = anAgenda((name) => {
      if (name === 'item 0') agenda.cancel(items[1] as Item);
    });
    agenda.plan(items[0] as Item, 1_000);
    agenda.plan(items[1] as Item, 1_500);

    await clock.advance(10_000);

    expect(given.map(({ name }) => name)).toEqual(['item 0']);
  });
});

function anAgenda(onDue: (name: string) => void = () => {}) {
  const clock = createVirtualClock();
  const given: { readonly name: string; readonly nowMs: number }[] = [];
  const items: Item[] = Array.from({ length: 6 }, (_, number) => ({ name: `item ${number}`, slot: undefined }));
  const agenda = createAgenda<Item>(clock, (due) => {
    for (const { name } of due) {
      given.push({ name, nowMs: clock.nowMs() });
      onDue(name);
    }
  });
  return { clock, agenda, items, given };
}
