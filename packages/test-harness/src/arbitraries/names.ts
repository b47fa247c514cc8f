import fc from 'fast-check';
import { texts } from './texts.js';

/** Names that have broken software before: quotes, wildcards, markup, other scripts, names of object members. */
const hostileNames = [
  "Robert'); DROP TABLE connections;--",
  'back\\slash "quoted" `ticked` %like_ ?bound :named',
  '<script>alert(1)</script>',
  ' spaces around ',
  'line\r\nbreak\ttab',
  '__proto__',
  'constructor',
  '\u202Eright to left\u202C',
  'Zoe\u0308 or Zo\u00EB',
  '\uFEFFmarked',
  '\u{1F469}\u200D\u{1F680}\u{1F3F3}\uFE0F\u200D\u{1F308}',
  '財務／支払',
  'İıẞß',
];

/**
 * Any name a person may give: 1 to 80 characters of all of Unicode, hostile ones often. No NUL, which SQLite cannot keep
 * and no edge lets in, and no half of a surrogate pair, which has no UTF-8.
 */
export function names(): fc.Arbitrary<string> {
  const anyText = texts({ minLength: 1, maxLength: 80 }).filter((text) => !text.includes('\0'));
  return fc.oneof(fc.constantFrom(...hostileNames), anyText);
}
