import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameSegment } from '../../src/secrets/bound/name-segment.js';

describe('a segment of a name in a vault', () => {
  it('is made of letters, digits, "-" and "_" alone, whatever the text, and never too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(nameSegment(text)).toMatch(/^[\w-]{1,160}$/);
      }),
    );
  });

  it('is another one for another text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        fc.pre(one !== other);
        expect(nameSegment(one)).not.toBe(nameSegment(other));
      }),
      {
        examples: [
          ['a/b', 'a_2fb'],
          ['', '_'],
          ['..', '.'],
          ['x'.repeat(200), 'x'.repeat(201)],
        ],
      },
    );
  });

  it('leaves an id as it is', () => {
    expect(nameSegment('01936e2a-0000-7000-8000-000000000001')).toBe('01936e2a-0000-7000-8000-000000000001');
  });
});
