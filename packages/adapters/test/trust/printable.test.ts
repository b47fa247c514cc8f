import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from '../../src/trust/printable.js';

it('leaves an ordinary name as it is, on one line', () => {
  expect(printable('C=DE\nO=Münchner Rück\nCN=orch.corp.example')).toBe('C=DE, O=Münchner Rück, CN=orch.corp.example');
});

it('makes of any text one short line without a character that deceives', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2_000 }),
    fc.string({
      unit: fc.constantFrom('\u001b', '\u202e', '\u2028', '\r', '\n', '"', '\ud800', '😀', 'a'),
      maxLength: 2_000,
    }),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = printable(text);
      expect(shown.length).toBeLessThan(170);
      expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}"]/u);
    }),
  );
});
