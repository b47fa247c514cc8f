import fc from 'fast-check';

/**
 * Any text with a UTF-8 form: characters of all of Unicode, ASCII often, and no half of a surrogate pair. As fast-check's
 * own unit `binary`, whose first use takes seconds.
 */
export function texts(
  constraints: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  return fc.array(characters, constraints).map((all) => all.join(''));
}

const characters = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((codePoint) => String.fromCodePoint(codePoint));
