import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/support/create-redactor.js';
import { writings } from './writings.js';

/** Long enough to be looked for anywhere, and no part of what stands in its place. */
const aSecret = fc
  .string({ minLength: 6, maxLength: 60, unit: 'grapheme' })
  .filter((text) => text.trim().length >= 6 && !'[redacted]'.includes(text.trim()));

const around = fc.string({ maxLength: 12 });

/** What a text says after a secret was taken out of it. */
const clean = (secret: string, text: string) => createRedactor([secret]).redact(text);

describe('taking secrets out by their value', () => {
  it.each(writings)('finds any secret %s, wherever it stands', (_, write) => {
    fc.assert(
      fc.property(aSecret, around, around, (secret, before, behind) => {
        const written = write(secret);
        const redactor = createRedactor([secret]);

        const text = String(redactor.redact(`${before}${written}${behind}`));

        expect(text).not.toContain(written);
        expect(text).toContain('[redacted]');
        expect(redactor.replaced()).toBeGreaterThan(0);
      }),
    );
  });

  it('leaves no digit of base64 that has bits of the secret', () => {
    fc.assert(
      fc.property(
        aSecret,
        fc.uint8Array({ maxLength: 5 }),
        fc.uint8Array({ maxLength: 5 }),
        (secret, before, behind) => {
          const digits = Buffer.concat([before, Buffer.from(secret), behind]).toString('base64');

          const [ahead = '', rest = ''] = String(clean(secret, digits)).split('[redacted]');

          expect(ahead.length).toBeLessThanOrEqual(Math.floor((before.length * 8) / 6));
          expect(rest.replace(/=+$/, '').length).toBeLessThanOrEqual(Math.ceil((behind.length * 8) / 6));
        },
      ),
    );
  });

  it('finds the bytes of a key as bytes, in base64 and in hexadecimal digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), around, (key, before) => {
        const bytes = Buffer.from(key);
        const written = [bytes.toString('latin1'), bytes.toString('base64'), bytes.toString('hex')];

        for (const each of written.filter((text) => text.trim().length >= 6)) {
          const redacted = createRedactor([key]).redact(`${before}${each}`);
          expect(String(redacted)).not.toContain(each);
        }
      }),
    );
  });

  it('leaves every other text as it is, and counts nothing', () => {
    fc.assert(
      fc.property(aSecret, fc.jsonValue(), (secret, value) => {
        fc.pre(!JSON.stringify(value).includes(secret.slice(0, 3)));
        const redactor = createRedactor([`${secret}-9c1f7e`]);

        expect(redactor.redact(value as never)).toEqual(value);
        expect(redactor.replaced()).toBe(0);
      }),
    );
  });

  it('stays JSON, whatever the secret is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), fc.jsonValue(), (secrets, value) => {
        const text = JSON.stringify(createRedactor(secrets).redact(value as never));

        expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });

  it('takes out a secret that overlaps itself as a whole, and of two that overlap both', () => {
    expect(clean('abaaba', 'xabaabaabax')).toBe('x[redacted]x');
    expect(createRedactor(['secret-one', 'one-secret']).redact('secret-one-secret')).toBe('[redacted]');
  });

  it('takes out a secret that was escaped, and is written as it is read', () => {
    expect(clean('pass\\"word', 'it is pass"word')).toBe('it is [redacted]');
  });

  it('takes a secret out of a number', () => {
    expect(createRedactor(['314159']).redact({ count: 314159, other: 27 })).toEqual({ count: '[redacted]', other: 27 });
  });

  it.each([
    ['pin', 'pin', '[redacted]'],
    ['pin', 'the pin=pin;', 'the [redacted]=[redacted];'],
    ['pin', 'opinion', 'opinion'],
    ['pin', 'cGlu', '[redacted]'],
    ['1', 'version 1.21', 'version [redacted].21'],
    ['7', 'a7', 'a7'],
  ])('takes the short secret %j out of %j only where it stands by itself', (secret, text, expected) => {
    expect(clean(secret, text)).toBe(expected);
  });

  it('takes no short secret out of a number', () => {
    expect(createRedactor(['7']).redact({ count: 7 })).toEqual({ count: 7 });
  });

  it('leaves the names of members, and its own words, since to take them out would give the secret away', () => {
    const redactor = createRedactor(['verified', 'connections'], new Set(['verified']));

    expect(redactor.redact({ connections: [{ state: 'verified', name: 'verified!' }] })).toEqual({
      connections: [{ state: 'verified', name: '[redacted]!' }],
    });
  });
});
