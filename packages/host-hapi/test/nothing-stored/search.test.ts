import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Canary, type Place, search } from './search.js';

const canary: Canary = { what: 'the password', text: 'zq71c "ü/+&=%\\<>' };
const place = (bytes: Buffer | string): Place => ({ kind: 'file', name: 'cuelight.db', bytes: Buffer.from(bytes) });
const isFound = (bytes: Buffer | string, wanted = canary) => search([wanted], [place(bytes)]).length > 0;

describe('searching for a text', () => {
  it.each<[string, (text: string) => string | Buffer]>([
    ['as it is', (text) => text],
    ['in JSON', (text) => JSON.stringify({ password: text })],
    ['in JSON in JSON', (text) => JSON.stringify({ body: JSON.stringify({ password: text }) })],
    ['in JSON of ASCII alone', (text) => JSON.stringify(text).replace('ü', '\\u00fc')],
    ['in a path', (text) => `/login/${encodeURIComponent(text)}`],
    ['in a path, in lower case', (text) => encodeURIComponent(text).toLowerCase()],
    ['in a form', (text) => new URLSearchParams({ password: text }).toString()],
    ['in a form of JSON', (text) => new URLSearchParams({ body: JSON.stringify({ password: text }) }).toString()],
    ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
    ['in UTF-16 with the high byte first', (text) => Buffer.from(text, 'utf16le').swap16()],
    ['in Latin-1', (text) => Buffer.from(text, 'latin1')],
    ['in hexadecimal digits', (text) => Buffer.from(text).toString('hex')],
    ['in basic authentication', (text) => Buffer.from(`admin:${text}`).toString('base64')],
  ])('finds it %s', (_, written) => {
    expect(isFound(written(canary.text))).toBe(true);
  });

  it('finds it in base64 and base64url, whatever is around it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(canary.text), after]);

        expect(isFound(bytes.toString('base64'))).toBe(true);
        expect(isFound(bytes.toString('base64url'))).toBe(true);
      }),
    );
  });

  it('finds it at the start, at the end, and among many others', () => {
    const others = Array.from({ length: 100 }, (_, index) => ({ what: `${index}`, text: `zq71c-${index}` }));

    expect(isFound(`${canary.text} and more`)).toBe(true);
    expect(isFound(`more and ${canary.text}`)).toBe(true);
    expect(search([...others, canary], [place(`zq71c-7, ${canary.text}`)]).map((seen) => seen.canary.what)).toEqual([
      '7',
      'the password',
    ]);
  });

  it('finds neither a part of it nor what was made from it', () => {
    expect(isFound(canary.text.slice(1))).toBe(false);
    expect(isFound(canary.text.slice(0, -1))).toBe(false);
    expect(isFound(createHmac('sha256', 'key').update(canary.text).digest('base64'))).toBe(false);
  });

  it('finds a short one as a word of its own', () => {
    const id: Canary = { what: 'the id of a job', text: '125001', isWord: true };

    expect(isFound('"Id":125001,', id)).toBe(true);
    expect(isFound('125001', id)).toBe(true);
    expect(isFound('1700000125001', id)).toBe(false);
    expect(isFound('125001-4f0b', id)).toBe(false);
  });
});
