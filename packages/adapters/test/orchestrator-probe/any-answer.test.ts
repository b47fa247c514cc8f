import { startHandshakeCutter, startRawReply } from '@cuelight/test-harness/odd-servers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAt } from './look-at.js';

const numRuns = Number(process.env.CUELIGHT_PROPERTY_RUNS ?? 60);
const canary = 'CANARY-7f3a';

describe('whatever bytes a server answers', () => {
  it('a look ends with what it saw, and quotes none of them', async () => {
    await fc.assert(
      fc.asyncProperty(anAnswer(), async (bytes) => {
        const server = await startRawReply(bytes);
        try {
          const seen = await lookAt(server.url, { withinMs: 2_000 });

          expect(seen.stop ?? seen.reply).toBeDefined();
          expectNothingOf(bytes, textsIn(seen).join('\n'));
        } finally {
          await server.close();
        }
      }),
      { numRuns },
    );
  }, 60_000);

  it('the same is true in place of a handshake of TLS', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(aRecord(), anAnswer()), async (bytes) => {
        const server = await startHandshakeCutter(bytes);
        try {
          const seen = await lookAt(server.url, { withinMs: 2_000 });

          expect(seen.stop?.why).toMatch(/^(?:not-tls|tls-cut|tls-refused)$/);
          expect(seen).not.toHaveProperty('reply');
          expectNothingOf(bytes, textsIn(seen).join('\n'));
        } finally {
          await server.close();
        }
      }),
      { numRuns },
    );
  }, 60_000);
});

/** No run of six characters: that is less than any word that is worth something. */
function expectNothingOf(bytes: Uint8Array, told: string): void {
  const text = Buffer.from(bytes).toString('latin1');
  for (let at = 0; at + 6 <= text.length; at += 1) {
    const part = text.slice(at, at + 6);
    if (told.includes(part)) expect.fail(`"${part}" is told`);
  }
}

/** Every text in a value, without the names of its members. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return [String(value)];
}

function anAnswer(): fc.Arbitrary<Uint8Array> {
  return fc.oneof({ weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) }, { weight: 3, arbitrary: aReply() });
}

/** What is nearly HTTP, with a canary wherever a text may be. */
function aReply(): fc.Arbitrary<Uint8Array> {
  const odd = fc.oneof(
    fc.constant(canary),
    fc.string({ maxLength: 20 }).map((text) => `${canary}${text}`),
    fc.string(),
  );
  const status = fc.oneof(
    fc.integer({ min: 100, max: 599 }).map(String),
    fc.constantFrom('200', '407', '302', '99999', ''),
  );
  const header = fc.oneof(
    fc.tuple(odd, odd).map(([name, value]) => `${name}: ${value}`),
    fc.constantFrom(
      'Content-Type: application/json',
      'Content-Type: text/html',
      'Transfer-Encoding: chunked',
      'Connection: close',
    ),
    fc.constantFrom(
      'Content-Length: 0',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 99999999999999999999',
    ),
    odd.map((value) => `api-supported-versions: 17, ${value}`),
    odd.map((value) => `Date: ${value}`),
    odd.map((value) => `Location: ftp://${value}:${value}@a.example/${value}`),
  );
  const body = fc.oneof(
    odd,
    fc.record({ version: odd, issuer: odd, token_endpoint: odd }).map((value) => JSON.stringify(value)),
    odd.map((text) => `5\r\n${text.slice(0, 5)}\r\n0\r\n\r\n`),
  );
  return fc
    .tuple(status, odd, fc.array(header, { maxLength: 6 }), body)
    .map(([code, reason, headers, text]) =>
      Buffer.from([`HTTP/1.1 ${code} ${reason}`, ...headers, '', text].join('\r\n'), 'latin1'),
    );
}

/** What begins as a record of TLS 1.2 does. */
function aRecord(): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(20, 21, 22, 23, 24), fc.uint8Array({ minLength: 1, maxLength: 200 }))
    .map(([type, content]) => Uint8Array.from([type, 3, 3, 0, content.length, ...content]));
}
