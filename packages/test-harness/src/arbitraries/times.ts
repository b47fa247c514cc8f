import fc from 'fast-check';

/** Times at which something was made: milliseconds since 1970, to the year 2200. */
export function timesMs(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });
}
