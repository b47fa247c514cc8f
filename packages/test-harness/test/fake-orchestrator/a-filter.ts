import fc from 'fast-check';

/** A filter over `Id`, with what it says about an id. At most 100 nodes. */
export interface FilterWithMeaning {
  readonly filter: string;
  readonly meaning: (id: number) => boolean;
}

const id = fc.integer({ min: 0, max: 4 });

const comparison: fc.Arbitrary<FilterWithMeaning> = fc.oneof(
  id.map((n) => ({ filter: `Id eq ${n}`, meaning: (other: number) => other === n })),
  id.map((n) => ({ filter: `${n} ne Id`, meaning: (other: number) => other !== n })),
  id.map((n) => ({ filter: `Id gt ${n}`, meaning: (other: number) => other > n })),
  id.map((n) => ({ filter: `Id le ${n}`, meaning: (other: number) => other <= n })),
  fc
    .array(id, { minLength: 1, maxLength: 4 })
    .map((ids) => ({ filter: `Id in (${ids.join(', ')})`, meaning: (other: number) => ids.includes(other) })),
);

/** Any nesting of and, or, not and parentheses, with as many parentheses as the meaning needs. */
export const aFilterWithItsMeaning: fc.Arbitrary<FilterWithMeaning> = fc.letrec<{ filter: FilterWithMeaning }>(
  (tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      comparison,
      tie('filter').map(({ filter, meaning }) => ({ filter: `not (${filter})`, meaning: (n: number) => !meaning(n) })),
      fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => ({
        filter: `(${a.filter}) and (${b.filter})`,
        meaning: (n: number) => a.meaning(n) && b.meaning(n),
      })),
      fc.tuple(comparison, comparison, comparison).map(([a, b, c]) => ({
        filter: `${a.filter} or ${b.filter} and not ${c.filter}`,
        meaning: (n: number) => a.meaning(n) || (b.meaning(n) && !c.meaning(n)),
      })),
    ),
  }),
).filter;
