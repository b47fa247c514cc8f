import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenLifetimeMs, usualLifetimeMs } from '../../src/orchestrator-http/token-lifetime.js';

const date = 'Mon, 23 Nov 2026 09:14:12 GMT';
const dateS = Date.parse(date) / 1_000;

describe('how long a token lives', () => {
  it.each([
    ['the reply says so', 'opaque', 3600, 3_600_000],
    ['the reply says so as text', 'opaque', '3600', 3_600_000],
    ['the reply says so, whatever the token says', jwt({ exp: dateS + 60 }), 3600, 3_600_000],
    ['its own end says so', jwt({ exp: dateS + 600 }), undefined, 600_000],
    [
      'its own end says so, from its beginning',
      jwt({ iat: dateS - 900_000, exp: dateS - 899_000 }),
      undefined,
      1_000_000,
    ],
    ['its own end says so, and part of it is over', jwt({ iat: dateS - 300, exp: dateS + 600 }), undefined, 600_000],
    ['the reply says nonsense and the token nothing', 'opaque', -1, usualLifetimeMs],
    ['the token says nonsense', jwt({ exp: 'soon' }), undefined, usualLifetimeMs],
    ['the token has ended on every clock', jwt({ exp: 7 }), undefined, usualLifetimeMs],
    ['nothing says so', 'opaque', undefined, usualLifetimeMs],
  ])('is told when %s', (_, token, expiresIn, expected) => {
    expect(tokenLifetimeMs(token, { status: 200, headers: { date }, text: '' }, expiresIn)).toBe(expected);
  });

  it('is read from a token that was given without the time of the reply', () => {
    const token = jwt({ iat: 1_000, exp: 1_060 });

    expect(tokenLifetimeMs(token, { status: 200, headers: {}, text: '' })).toBe(60_000);
  });

  it('is a time, whatever is answered', () => {
    const claims = fc.oneof(fc.json(), fc.record({ exp: fc.anything(), iat: fc.anything() }).map(textOf));
    const tokens = fc.oneof(fc.string(), claims.map(jwtOf));

    fc.assert(
      fc.property(tokens, fc.anything(), fc.oneof(fc.constant(date), fc.string()), (token, expiresIn, when) => {
        const lifetimeMs = tokenLifetimeMs(token, { status: 200, headers: { date: when }, text: '' }, expiresIn);

        expect(Number.isFinite(lifetimeMs) && lifetimeMs > 0).toBe(true);
      }),
      { examples: [['opaque', Number.MAX_VALUE, date]] },
    );
  });
});

function jwt(claims: object): string {
  return jwtOf(JSON.stringify(claims));
}

function jwtOf(text: string): string {
  return `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(text).toString('base64url')}.c2ln`;
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
