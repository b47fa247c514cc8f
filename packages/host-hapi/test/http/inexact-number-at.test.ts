import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inexactNumberAt } from '../../src/http/inexact-number-at.js';

describe('a number that cannot be kept exactly', () => {
  it.each([
    ['[1e400]', 1],
    ['{"a":-1E+309}', 5],
    ['{"a":"12345678901234567890","b":12345678901234567890}', 32],
    ['[1,9007199254740992]', 3],
    ['{"12345678901234567890":"\\"1e400",\n "b": -9007199254740993}', 41],
  ])('is found in %s', (json, position) => {
    expect(inexactNumberAt(json)?.position).toBe(position);
  });

  it.each([
    '9007199254740991',
    '-9007199254740991',
    '1.7976931348623157E+308',
    '0.1',
    '-0',
    '"1e400"',
    '"\\\\"',
    '{"1e400":["\\"",12]}',
  ])('is not %s', (json) => {
    expect(inexactNumberAt(json)).toBeUndefined();
  });

  it('is none in whatever JavaScript writes without long whole numbers', () => {
    const small = fc.jsonValue().map((value) => JSON.stringify(value));

    fc.assert(
      fc.property(small, (json) => {
        fc.pre(!/\d{16}/.test(json));
        expect(inexactNumberAt(json)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['letters', 'x'],
    ['escapes', '\\n'],
  ])('is looked for in long texts: %s', (_, part) => {
    expect(inexactNumberAt(`["${part.repeat(500_000)}",1e400]`)?.line).toBe(1);
  });
});
