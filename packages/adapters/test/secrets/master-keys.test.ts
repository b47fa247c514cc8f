import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMasterKeys } from '../../src/secrets/local/index.js';

const key = () => randomBytes(32).toString('base64');

describe('reading master keys', () => {
  it('reads one key, and several in their order', () => {
    const [one, two] = [key(), key()];
    const ring = parseMasterKeys(`k2:${one},old_Key-1:${two}`);

    expect(ring.ok && [...ring.value].map(([id, each]) => `${id}:${each.export().toString('base64')}`)).toEqual([
      `k2:${one}`,
      `old_Key-1:${two}`,
    ]);
  });

  it('takes a line break for a comma, and ignores white space around entries', () => {
    const ring = parseMasterKeys(`  k1:${key()}\r\nk2:${key()} ,\tk3:${key()}\n`);

    expect(ring.ok && [...ring.value.keys()]).toEqual(['k1', 'k2', 'k3']);
  });

  it.each([
    ['nothing', '', 'Entry 1 is not of the form id:base64.'],
    ['no id', key(), 'Entry 1 is not of the form id:base64.'],
    ['an empty id', `:${key()}`, 'Entry 1 has an id that is not 1 to 32 letters, digits, "_" or "-".'],
    ['an id with a dot', `k.1:${key()}`, 'Entry 1 has an id that is not 1 to 32 letters, digits, "_" or "-".'],
    ['an id of 33', `${'k'.repeat(33)}:${key()}`, 'Entry 1 has an id that is not 1 to 32 letters, digits, "_" or "-".'],
    ['31 bytes', `k1:${randomBytes(31).toString('base64')}`, 'Entry 1 has a key that is not 32 bytes in base64.'],
    ['33 bytes', `k1:${randomBytes(33).toString('base64')}`, 'Entry 1 has a key that is not 32 bytes in base64.'],
    ['no base64', `k1:${'!'.repeat(44)}`, 'Entry 1 has a key that is not 32 bytes in base64.'],
    ['base64 without its padding', `k1:${'A'.repeat(43)}`, 'Entry 1 has a key that is not 32 bytes in base64.'],
    ['base64url', `k1:${'-_'.repeat(21)}A=`, 'Entry 1 has a key that is not 32 bytes in base64.'],
    [
      'base64 with a typing error',
      `k1:${'A'.repeat(20)}!${'A'.repeat(23)}=`,
      'Entry 1 has a key that is not 32 bytes in base64.',
    ],
    ['an id twice', `k1:${key()},k1:${key()}`, 'Entry 2 has the id of an entry before it.'],
    ['a comma too many', `k1:${key()},`, 'Entry 2 is not of the form id:base64.'],
  ])('refuses %s', (_, text, detail) => {
    expect(parseMasterKeys(text)).toMatchObject({ ok: false, failure: { code: 'master-keys-unusable', detail } });
  });

  it('tells every problem at once', () => {
    const keys = parseMasterKeys(`k1:short,k2:${key()},k2:${key()},oops`);

    expect(keys).toMatchObject({ failure: { detail: expect.stringMatching(/Entry 1 .* Entry 3 .* Entry 4 /) } });
  });

  it('quotes nothing of an entry, in which a key may stand anywhere', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9+/]{8,44}$/),
        fc.constantFrom('', 'k1:', ':k1', ' , '),
        (text, more) => {
          const [before, after] = [parseMasterKeys(more + text), parseMasterKeys(text + more)];

          for (const keys of [before, after]) expect(keys.ok ? '' : JSON.stringify(keys.failure)).not.toContain(text);
        },
      ),
    );
  });

  it('shows no byte of a key when a ring is printed or serialised', () => {
    const one = key();
    const ring = parseMasterKeys(`k1:${one}`);

    const shown = inspect(ring, { depth: 9, showHidden: true }) + JSON.stringify([...(ring.ok ? ring.value : [])]);
    expect(shown).not.toContain(one);
    expect(shown).not.toContain(Buffer.from(one, 'base64').toString('hex').slice(0, 8));
  });
});
