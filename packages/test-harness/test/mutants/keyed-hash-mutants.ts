import { createHmac } from 'node:crypto';
import type { KeyedHash, Secret } from '@cuelight/core';
import type { Mutant } from './mutant.js';

/** A keyed hash that keeps what its port promises, in no particular time. */
export function honestKeyedHash(): KeyedHash {
  return {
    base64url(key, text, bytes) {
      if (!(Number.isInteger(bytes) && bytes >= 1 && bytes <= 32)) throw new RangeError('1 to 32 bytes');
      return hmac(key, Buffer.from(text)).subarray(0, bytes).toString('base64url');
    },
    isSignatureOf: (key, body, signature) => signature === hmac(key, body).toString('base64'),
    isMistakenSignatureOf(mistake, key, body, signature) {
      if (mistake === 'sha1') {
        return signature === createHmac('sha1', key.reveal()).update(body).digest('base64');
      }
      if (!/^[\w+/-]+=*$/.test(key.reveal())) return false;
      const decoded = Buffer.from(key.reveal(), 'base64');
      return signature === createHmac('sha256', decoded).update(body).digest('base64');
    },
  };
}

/** Keyed hashes with a fault each. */
export const keyedHashMutants: readonly Mutant<KeyedHash, KeyedHash>[] = [
  {
    fault: 'hashes with another algorithm',
    caughtBy: 'hashes as HMAC-SHA256 does (RFC 4231, test case 2)',
    break: (honest) => ({
      ...honest,
      base64url: (key, text, bytes) =>
        createHmac('sha512', key.reveal()).update(text).digest().subarray(0, bytes).toString('base64url'),
    }),
  },
  {
    fault: 'hashes texts as Latin-1',
    caughtBy: 'hashes texts and keys as UTF-8',
    break: (honest) => ({
      ...honest,
      base64url: (key, text, bytes) => hmac(key, Buffer.from(text, 'latin1')).subarray(0, bytes).toString('base64url'),
    }),
  },
  {
    fault: 'counts characters instead of bytes',
    caughtBy: 'gives the first bytes of the hash, as many as asked for',
    break: (honest) => ({
      ...honest,
      base64url: (key, text, bytes) =>
        bytes === 32 ? honest.base64url(key, text, 32) : honest.base64url(key, text, 32).slice(0, bytes),
    }),
  },
  {
    fault: 'gives what there is when asked for more',
    caughtBy: 'throws when asked for no bytes, or for more than there are',
    break: (honest) => ({
      ...honest,
      base64url: (key, text, bytes) => hmac(key, Buffer.from(text)).subarray(0, bytes).toString('base64url'),
    }),
  },
  {
    fault: 'reads the body as text before it hashes it',
    caughtBy: 'knows the signature of any bytes, in standard base64',
    break: (honest) => ({
      ...honest,
      isSignatureOf: (key, body, signature) =>
        honest.isSignatureOf(key, Buffer.from(Buffer.from(body).toString('utf8')), signature),
    }),
  },
  {
    fault: 'trims the body before it hashes it',
    caughtBy: 'refuses the signature of other bytes, and that of another key',
    break: (honest) => ({
      ...honest,
      isSignatureOf: (key, body, signature) =>
        honest.isSignatureOf(key, body, signature) ||
        honest.isSignatureOf(key, Buffer.from(Buffer.from(body).toString('utf8').trim()), signature),
    }),
  },
  {
    fault: 'compares the first half of a signature',
    caughtBy: 'refuses a signature of which any character differs',
    break: (honest) => ({
      ...honest,
      isSignatureOf: (key, body, signature) =>
        signature.length === 44 && hmac(key, body).toString('base64').startsWith(signature.slice(0, 22)),
    }),
  },
  {
    fault: 'trims signatures and takes a prefix off',
    caughtBy: 'refuses, without throwing, what is no base64 of 32 bytes',
    break: (honest) => ({
      ...honest,
      isSignatureOf: (key, body, signature) => honest.isSignatureOf(key, body, signature.replace('sha256=', '').trim()),
    }),
  },
  {
    fault: 'throws when the length differs',
    caughtBy: 'refuses any text that is not the signature',
    break: (honest) => ({
      ...honest,
      isSignatureOf(key, body, signature) {
        if (signature.length !== 44) throw new RangeError('the lengths differ');
        return honest.isSignatureOf(key, body, signature);
      },
    }),
  },
  {
    fault: 'takes the first bytes of an HMAC-SHA256 for an HMAC-SHA1',
    caughtBy: 'knows an HMAC-SHA1 for one (RFC 2202, test case 2), and nothing else',
    break: (honest) => ({
      ...honest,
      isMistakenSignatureOf: (mistake, key, body, signature) =>
        mistake === 'sha1'
          ? signature === hmac(key, body).subarray(0, 20).toString('base64')
          : honest.isMistakenSignatureOf(mistake, key, body, signature),
    }),
  },
  {
    fault: 'takes a right signature for a mistaken one',
    caughtBy: 'knows the signature under the bytes that a key stands for, in base64 of either alphabet',
    break: (honest) => ({
      ...honest,
      isMistakenSignatureOf: (mistake, key, body, signature) =>
        honest.isMistakenSignatureOf(mistake, key, body, signature) ||
        (mistake === 'decoded-key' && honest.isSignatureOf(key, body, signature)),
    }),
  },
  {
    fault: 'takes a signature under the decoded key for a right one',
    caughtBy: 'knows the signature under the bytes that a key stands for, in base64 of either alphabet',
    break: (honest) => ({
      ...honest,
      isSignatureOf: (key, body, signature) =>
        honest.isSignatureOf(key, body, signature) || honest.isMistakenSignatureOf('decoded-key', key, body, signature),
    }),
  },
  {
    fault: 'skips what is not base64 in a key',
    caughtBy: 'decodes no key that is not base64',
    break: (honest) => ({
      ...honest,
      isMistakenSignatureOf: (mistake, key, body, signature) =>
        mistake === 'decoded-key'
          ? signature === createHmac('sha256', Buffer.from(key.reveal(), 'base64')).update(body).digest('base64')
          : honest.isMistakenSignatureOf(mistake, key, body, signature),
    }),
  },
];

function hmac(key: Secret, bytes: Uint8Array): Buffer {
  return createHmac('sha256', key.reveal()).update(bytes).digest();
}
