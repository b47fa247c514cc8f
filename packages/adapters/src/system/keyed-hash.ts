import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyedHash, Secret } from '@cuelight/core';

/** HMAC-SHA256 by `node:crypto`; the key is the UTF-8 text of the secret. */
export const nodeKeyedHash: KeyedHash = {
  base64url(key, text, bytes) {
    if (!Number.isInteger(bytes) || bytes < 1 || bytes > 32) throw new RangeError('a keyed hash has 1 to 32 bytes');
    return hmac(key, Buffer.from(text, 'utf8')).subarray(0, bytes).toString('base64url');
  },
  isSignatureOf(key, body, signature) {
    const given = Buffer.from(signature, 'base64');
    // Node skips what is not base64, so only text that comes out the same was base64.
    if (given.length !== 32 || given.toString('base64') !== signature) return false;
    return timingSafeEqual(given, hmac(key, body));
  },
};

function hmac(key: Secret, bytes: Uint8Array): Buffer {
  return createHmac('sha256', key.reveal()).update(bytes).digest();
}
