import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { credentialFromText, credentialToText, Secret } from '../../src/index.js';

describe('a secret', () => {
  const secret = new Secret('canary-4711');

  it('is only given by reveal', () => {
    expect(secret.reveal()).toBe('canary-4711');
  });

  it.each([
    ['printed', (value: unknown) => `${value}`],
    ['serialised', (value: unknown) => JSON.stringify({ value })],
    ['inspected', (value: unknown) => inspect(value, { depth: 9, showHidden: true })],
    ['spread', (value: unknown) => JSON.stringify({ ...(value as object) })],
    ['thrown', (value: unknown) => String(new Error(`failed for ${value}`).stack)],
  ])('is not seen when %s', (_, show) => {
    expect(show(secret)).not.toContain('canary');
  });
});

describe('a credential kept as one secret', () => {
  it('comes back as it was', () => {
    const credential = { kind: 'password', username: 'svc."runner"', password: new Secret('päss "word"') } as const;

    const back = credentialFromText(credentialToText(credential));

    expect(back).toMatchObject({ ok: true, value: { kind: 'password', username: 'svc."runner"' } });
    expect(back.ok && back.value.password.reveal()).toBe('päss "word"');
  });

  it.each(['', 'null', '[]', '{"kind":"password"}', '{"kind":"token","username":"a","password":"b"}'])(
    'is unreadable when somebody replaced it by %s',
    (text) => {
      expect(credentialFromText(new Secret(text))).toEqual({ ok: false, failure: 'unreadable' });
    },
  );
});
