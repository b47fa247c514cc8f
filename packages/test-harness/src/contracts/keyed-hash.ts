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
