import { createHmac } from 'node:crypto';
import { type KeyedHash, Secret } from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { texts } from '../arbitraries/texts.js';
import { type Check, contract, type MakeSubject } from './contract.js';

/** What every keyed hash promises, in the order of the port. */
export const keyedHashChecks: readonly Check<KeyedHash>[] = [
  {
    title: 'hashes as HMAC-SHA256 does (RFC 4231, test case 2)',
    run(hash) {
      expect(hash.base64url(new Secret('Jefe'), question, 32)).toBe('W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM');
    },
  },
  {
    title: 'hashes texts and keys as UTF-8',
    run(hash) {
      expect(hash.base64url(new Secret('Schlüssel'), 'Grüße, 世界', 9)).toBe('R7JGcEvKb7gA');
    },
  },
  {
    title: 'gives the first bytes of the hash, as many as asked for',
    run: (hash) =>
      fc.assert(
        fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 32 }), (key, text, bytes) => {
          const whole = Buffer.from(hash.base64url(new Secret(key), text, 32), 'base64url');
          const start = hash.base64url(new Secret(key), text, bytes);

          expect(start).toBe(whole.subarray(0, bytes).toString('base64url'));
        }),
      ),
  },
  {
    title: 'throws when asked for no bytes, or for more than there are',
    run(hash) {
      for (const bytes of [0, 33, 1.5, -1]) expect(() => hash.base64url(key, question, bytes)).toThrow();
    },
  },
  {
    title: 'knows the signature of any bytes, in standard base64',
    run: (hash) =>
      fc.assert(
        fc.property(fc.string(), fc.uint8Array({ maxLength: 300 }), (text, body) => {
          expect(hash.isSignatureOf(new Secret(text), body, sign(new Secret(text), body))).toBe(true);
        }),
      ),
  },
  {
    title: 'refuses the signature of other bytes, and that of another key',
    run(hash) {
      const signature = sign(key, utf8('{"Type":"job.started"}'));

      expect(hash.isSignatureOf(key, utf8('{"Type":"job.stopped"}'), signature)).toBe(false);
      expect(hash.isSignatureOf(key, utf8('{"Type":"job.started"} '), signature)).toBe(false);
      expect(hash.isSignatureOf(new Secret('another'), utf8('{"Type":"job.started"}'), signature)).toBe(false);
    },
  },
  {
    title: 'refuses a signature of which any character differs',
    run(hash) {
      const signature = sign(key, utf8(question));

      for (let at = 0; at < 43; at += 1) {
        const other = signature[at] === 'A' ? 'B' : 'A';
        const altered = `${signature.slice(0, at)}${other}${signature.slice(at + 1)}`;
        expect(hash.isSignatureOf(key, utf8(question), altered)).toBe(false);
      }
    },
  },
  {
    title: 'refuses, without throwing, what is no base64 of 32 bytes',
    run(hash) {
      const signature = sign(key, utf8(question));
      const malformed = ['', ' ', '=', signature.slice(0, 10), `${signature}A`, `${signature}\n`, ` ${signature}`];

      for (const text of [...malformed, signature.slice(0, -1), `sha256=${signature}`, '世界', 'A'.repeat(1_000)]) {
        expect(hash.isSignatureOf(key, utf8(question), text)).toBe(false);
      }
    },
  },
  {
    title: 'refuses any text that is not the signature',
    run: (hash) =>
      fc.assert(
        fc.property(fc.oneof(texts(), fc.base64String({ maxLength: 60 })), (text) => {
          fc.pre(text !== sign(key, utf8(question)));
          expect(hash.isSignatureOf(key, utf8(question), text)).toBe(false);
        }),
      ),
  },
  {
    title: 'knows an HMAC-SHA1 for one (RFC 2202, test case 2), and nothing else',
    run(hash) {
      const signature = Buffer.from('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', 'hex').toString('base64');
      const isSha1 = (text: string) => hash.isMistakenSignatureOf('sha1', new Secret('Jefe'), utf8(question), text);

      expect(isSha1(signature)).toBe(true);
      for (const text of [
        '',
        signature.slice(0, -1),
        sign(new Secret('Jefe'), utf8(question)),
        'A'.repeat(28),
        '世界',
      ]) {
        expect(isSha1(text)).toBe(false);
      }
      expect(hash.isMistakenSignatureOf('sha1', key, utf8(question), signature)).toBe(false);
      expect(hash.isSignatureOf(new Secret('Jefe'), utf8(question), signature)).toBe(false);
    },
  },
  {
    title: 'knows the signature under the bytes that a key stands for, in base64 of either alphabet',
    run: (hash) =>
      fc.assert(
        fc.property(
          fc.uint8Array({ minLength: 1, maxLength: 50 }),
          fc.uint8Array({ maxLength: 300 }),
          (bytes, body) => {
            const signature = createHmac('sha256', bytes).update(body).digest('base64');
            for (const encoding of ['base64', 'base64url'] as const) {
              const text = new Secret(Buffer.from(bytes).toString(encoding));
              expect(hash.isMistakenSignatureOf('decoded-key', text, body, signature)).toBe(true);
              expect(hash.isSignatureOf(text, body, signature)).toBe(false);
              expect(hash.isMistakenSignatureOf('decoded-key', text, body, sign(text, body))).toBe(false);
            }
          },
        ),
      ),
  },
  {
    title: 'decodes no key that is not base64',
    run(hash) {
      const decoded = Buffer.from('webhook secret', 'base64');
      const signature = createHmac('sha256', decoded).update(utf8(question)).digest('base64');

      expect(hash.isMistakenSignatureOf('decoded-key', new Secret('webhook secret'), utf8(question), signature)).toBe(
        false,
      );
    },
  },
];

/** Runs {@link keyedHashChecks}. */
export function keyedHashContract(name: string, makeSubject: MakeSubject<KeyedHash>): void {
  contract(`${name}: keyed hashes`, keyedHashChecks, makeSubject);
}

const key = new Secret('webhook-secret');
const question = 'what do ya want for nothing?';

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** What Orchestrator sends with a body: independent of the hash that is looked at. */
function sign(secret: Secret, body: Uint8Array): string {
  return createHmac('sha256', secret.reveal()).update(body).digest('base64');
}
