import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUuidV7 } from '../../src/system/uuid-v7.js';

const zeros = (count: number) => new Uint8Array(count);

describe('making UUIDs of version 7', () => {
  it('writes time, version, counter, variant and random bytes where RFC 9562 has them', () => {
    // As the example of RFC 9562, appendix A.6, but for the counter, which starts in the lower half.
    const id = createUuidV7({
      nowMs: () => 0x017f22e279b0,
      randomBytes: () => Buffer.from('000000000000ff0318c4dc0c0c07398f', 'hex'),
    });

    expect(id()).toBe('017f22e2-79b0-77fb-98c4-dc0c0c07398f');
  });

  it('makes ids that sort in the order they were made, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 44 }), { maxLength: 50 }), (timesMs) => {
        const left = [...timesMs];
        const id = createUuidV7({ nowMs: () => left.shift() ?? 1, randomBytes: zeros });

        const made = timesMs.map(() => id());

        expect([...made].sort()).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });

  it('borrows from the next millisecond when one is used up', () => {
    const id = createUuidV7({ nowMs: () => 1_000, randomBytes: zeros });

    const made = Array.from({ length: 10_000 }, id);

    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
  });
});
