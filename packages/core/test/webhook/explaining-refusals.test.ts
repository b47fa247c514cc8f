import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryMistake, deliveryMistakes, Secret } from '../../src/index.js';
import { hmac } from '../world/real-keyed-hash.js';
import { aRefusingHook, secrets } from './a-refusing-hook.js';

const { present, former, other } = secrets;
/** An event as Orchestrator writes it: compact, in UTF-8, with a number that no double holds and a doubled member. */
const event =
  '{"Type":"job.faulted","EventId":12345678901234567890,"Job":{"Key":"a","Rate":1.0,"Tags":[],"Rows":[1,2]},"Info":"<Grüße> http://x/y \\"q\\" 世","Info":"\\n"}';
const utf8 = (text: string) => new TextEncoder().encode(text);
const body = utf8(event);
const base64 = (key: string, of = body) => hmac(key, of).toString('base64');
const hex = (key: string) => hmac(key, body).toString('hex');

/** Each mistake, as it comes over the wire. */
const cases: readonly (readonly [DeliveryMistake, string, string | undefined])[] = [
  ['no-signature', 'no header', undefined],
  ['not-a-signature', 'a word', 'signature'],
  ['not-a-signature', 'nothing', ''],
  ['not-a-signature', 'an HMAC-SHA512', hmac(present, body, 'sha512').toString('base64')],
  ['not-a-signature', 'a text of a megabyte', 'A'.repeat(1_000_000)],
  ['hex-instead-of-base64', 'small digits', hex(present)],
  ['hex-instead-of-base64', 'large digits', hex(present).toUpperCase()],
  ['sha256-prefix', 'before base64', `sha256=${base64(present)}`],
  ['sha256-prefix', 'with a colon', `HMAC-SHA256: ${base64(present)}`],
  ['base64url-or-unpadded', 'without padding', base64(present).slice(0, -1)],
  ['base64url-or-unpadded', 'with bits set that stand for nothing', withSpareBits(base64(present))],
  ['previous-secret', 'signed with the secret before', base64(former)],
  ['secret-of-another-connection', 'signed with the secret of another', base64(other)],
  ['secret-with-blanks', 'a line end after it', base64(`${present}\n`)],
  ['secret-with-blanks', 'a Windows line end after it', base64(`${present}\r\n`)],
  ['secret-with-blanks', 'a blank before it', base64(` ${present}`)],
  ['sha1', 'in base64', hmac(present, body, 'sha1').toString('base64')],
  ['unexplained', 'signed with a secret that nobody knows', base64('another secret')],
  ['unexplained', 'an HMAC-SHA1 under such a one', hmac('another secret', body, 'sha1').toString('base64')],
];

describe('a delivery that was refused', () => {
  it.each(cases)('is explained by %s: %s', async (mistake, _, signature) => {
    const hook = aRefusingHook();

    expect(await hook.deliver(signature, body)).toBe('refused');

    expect(await hook.mistakes()).toEqual([mistake]);
    expect(hook.notices).toContainEqual({
      kind: 'webhook-refusal-explained',
      connectionId: 'connection-1',
      mistakes: [mistake],
    });
  });

  it('is explained by secret-base64-decoded', async () => {
    const hook = aRefusingHook();

    await hook.deliver(hmac(Buffer.from(present, 'base64url'), body).toString('base64'), body);

    expect(await hook.mistakes()).toEqual(['secret-base64-decoded']);
  });

  it('is explained by the other alphabet of base64', async () => {
    const hook = aRefusingHook();
    const withSlash = [...Array(99).keys()]
      .map((n) => utf8(`{"n":${n}}`))
      .find((one) => base64(present, one).includes('/'));
    if (withSlash === undefined) throw new Error('no signature has a slash');

    await hook.deliver(base64(present, withSlash).replaceAll('/', '_').replaceAll('+', '-'), withSlash);

    expect(await hook.mistakes()).toEqual(['base64url-or-unpadded']);
  });

  it.each([
    ['a prefix before hexadecimal digits', `sha256=${hex(present)}`, ['sha256-prefix', 'hex-instead-of-base64']],
    ['hexadecimal digits under the secret before', hex(former), ['hex-instead-of-base64', 'previous-secret']],
    ['an HMAC-SHA1 in hexadecimal', hmac(present, body, 'sha1').toString('hex'), ['hex-instead-of-base64', 'sha1']],
  ] as const)('is explained by two mistakes at once: %s', async (_, signature, mistakes) => {
    const hook = aRefusingHook();

    await hook.deliver(signature, body);

    expect(await hook.mistakes()).toEqual(mistakes);
  });
});

describe('a body that was written anew on its way', () => {
  const parsed = { Type: 'ping', Text: 'Grüße / <世> "q" \u2028', Empty: {}, None: [], Deep: { List: [1, [2]] } };
  const compact = JSON.stringify(parsed);
  const ascii = (text: string, upper = false) =>
    text.replace(/[^ -~]/g, (unit) => {
      const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upper ? digits.toUpperCase() : digits}`;
    });
  const forms: Readonly<Record<string, string>> = {
    compact,
    'indented by two blanks': JSON.stringify(parsed, null, 2),
    'indented, with the line ends of Windows': JSON.stringify(parsed, null, 2).replaceAll('\n', '\r\n'),
    'on one line as Python does': JSON.stringify(parsed, null, 1).replace(/,\n */g, ', ').replace(/\n */g, ''),
    'with escapes beyond ASCII': ascii(compact),
    'with escaped slashes': compact.replaceAll('/', '\\/'),
    'as PHP does': ascii(compact.replaceAll('/', '\\/')),
    'as System.Text.Json does': ascii(
      compact.replaceAll('\\"', '\\u0022').replaceAll('<', '\\u003C').replaceAll('>', '\\u003E'),
      true,
    ),
    'with a line end after it': `${compact}\n`,
    'with a Windows line end after it': `${compact}\r\n`,
    'with a byte order mark': `\uFEFF${compact}`,
  };
  // What a proxy takes away that was in it, or puts in: each way from the compact form, and back to it.
  const ways = Object.entries(forms).flatMap(([form, text]) =>
    form === 'compact' ? [] : [[form, compact, text] as const, [`${form}, before`, text, compact] as const],
  );

  it.each(ways)('is explained by reserialised-json: %s', async (_, signed, arrived) => {
    const hook = aRefusingHook();

    await hook.deliver(base64(present, utf8(signed)), utf8(arrived));

    expect(await hook.mistakes()).toEqual(['reserialised-json']);
  });

  it('keeps its numbers, the order of its members, and those that are there twice', async () => {
    const hook = aRefusingHook();
    const indented = event.replace('{"Type"', '{\n  "Type"');

    await hook.deliver(base64(present), utf8(indented));

    expect(await hook.mistakes()).toEqual(['reserialised-json']);
  });

  it.each([
    ['no JSON', '<html>'],
    ['no text', Buffer.from([0xff, 0x00, 0xfe])],
    ['nothing', ''],
    ['JSON that is nested without end', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['many brackets', '[[],'.repeat(15_000)],
  ])('is unexplained where it is %s', async (_, odd) => {
    const hook = aRefusingHook();

    await hook.deliver(base64('another secret'), typeof odd === 'string' ? utf8(odd) : odd);

    expect(await hook.mistakes()).toEqual(['unexplained']);
  });
});

/** The same 32 bytes with the two bits set that the last digit has over. */
function withSpareBits(signature: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return `${signature.slice(0, 42)}${digits[digits.indexOf(signature.charAt(42)) + 3]}=`;
}

/** Signatures that somebody may send, right ones and those of every known mistake among them. */
const signatures = fc.oneof(
  fc.constant(undefined),
  fc.string({ maxLength: 80 }),
  fc
    .tuple(fc.constantFrom(...Object.values(secrets), `${present}\n`), fc.constantFrom('sha256', 'sha1'))
    .chain(([key, hash]) =>
      fc.constantFrom('base64', 'hex', 'base64url', 'prefixed').map((form) => (of: Uint8Array) => {
        const digest = hmac(key, of, hash);
        return form === 'prefixed' ? `sha256=${digest.toString('base64')}` : digest.toString(form as 'hex');
      }),
    ),
);

describe('explaining', () => {
  it('never makes a delivery accepted, for any body and signature: only the right signature does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json().map(utf8), fc.uint8Array()), signatures, async (any, signed) => {
        const hook = aRefusingHook();
        const signature = typeof signed === 'function' ? signed(any) : signed;
        const isRight = signature === base64(present, any);

        expect(await hook.deliver(signature, any)).toBe(isRight ? 'accepted' : 'refused');
        // Nor when it comes again, explained.
        expect(await hook.deliver(signature, any)).toBe(isRight ? 'accepted' : 'refused');

        if (isRight) return;
        expect(hook.observed).toEqual([]);
        expect(hook.hooks.isProven('connection-1')).toBe(false);
        expect(new Set(hook.notices.map(({ kind }) => kind))).toEqual(
          new Set(['webhook-refused', 'webhook-refusal-explained']),
        );
        expect((await hook.mistakes()).length).toBeGreaterThan(0);
      }),
    );
  });

  it('keeps neither body nor signature nor secret, in whatever form', async () => {
    const hook = aRefusingHook();
    const sent = cases.flatMap(([, , signature]) =>
      signature !== undefined && signature.length > 20 ? [signature] : [],
    );

    for (const signature of sent) {
      await hook.clock.advance(10_000);
      await hook.deliver(signature.slice(0, 200), body);
    }

    const report = await hook.refusedDeliveries.of('connection-1');
    const seen = [report, hook.notices, hook.book]
      .map((shown) => inspect(shown, { depth: 20, showHidden: true }))
      .join();
    for (const text of [...sent, ...Object.values(secrets), event]) {
      const bytes = Buffer.from(text);
      const forms = [text.slice(0, 200), bytes.toString('base64').slice(0, -4), bytes.toString('hex')];
      for (const form of [...forms, JSON.stringify(text).slice(1, -1)]) expect(seen).not.toContain(form);
    }
    expect(report).toMatchObject({ value: { refused: sent.length, notExamined: 0 } });
  });

  it('tells of each mistake how often it explained a refusal, and when first and last', async () => {
    const hook = aRefusingHook();
    const firstAtMs = hook.clock.nowMs() + 1;
    await hook.deliver(hex(present), body);
    await hook.clock.advance(60_000);
    await hook.deliver(hex(present), body);

    const report = await hook.refusedDeliveries.of('connection-1');

    expect(report).toMatchObject({
      value: {
        mistakes: [{ mistake: 'hex-instead-of-base64', count: 2, firstAtMs: expect.any(Number) }],
        ...{ refused: 2, notExamined: 0, toNoConnection: 0, sinceMs: firstAtMs - 1 },
      },
    });
    const [counted] = report.ok ? report.value.mistakes : [];
    expect((counted?.lastAtMs ?? 0) - (counted?.firstAtMs ?? 0)).toBe(60_001);
  });

  it('knows a secret of before for a day, and the latest two', async () => {
    const hook = aRefusingHook();
    for (const text of ['second', 'third']) hook.hooks.change('connection-1', new Secret(text));
    expect(hook.hooks.formerSecretsOf('connection-1').map((secret) => secret.reveal())).toEqual(['second', present]);

    await hook.clock.advance(24 * 60 * 60 * 1_000);

    expect(hook.hooks.formerSecretsOf('connection-1')).toEqual([]);
  });

  it('takes no secret for one of before that is valid', async () => {
    const hook = aRefusingHook();

    hook.hooks.change('connection-1', new Secret(former), new Secret(present));

    expect(hook.hooks.formerSecretsOf('connection-1')).toEqual([]);
  });

  it('has a meaning and a remedy for each mistake', () => {
    for (const { meaning, remedy } of Object.values(deliveryMistakes)) {
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^(A network administrator|An administrator of Orchestrator|Who )/);
    }
  });
});
