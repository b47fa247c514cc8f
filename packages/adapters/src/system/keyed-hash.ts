import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyedHash, Secret } from '@cuelight/core';

/** HMAC-SHA256 by `node:crypto`; the key is the UTF-8 text of the secret. */
export const nodeKeyedHash: KeyedHash = {
  base64url(key, text, bytes) {
    if (!Number.isInteger(bytes) || bytes < 1 || bytes > 32) throw new RangeError('a keyed hash has 1 to 32 bytes');
    return hmac(key, Buffer.from(text, 'utf8')).subarray(0, bytes).toString('base64url');
  },
  isSignatureOf(key, body, signature) {
    return isBase64Of(hmac(key, body), signature);
  },
  isMistakenSignatureOf(mistake, key, body, signature) {
    if (mistake === 'sha1') {
      return isBase64Of(createHmac('sha1', key.reveal()).update(body).digest(), signature);
    }
    if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(key.reveal())) return false;
    const decoded = Buffer.from(key.reveal(), 'base64');
    return isBase64Of(createHmac('sha256', decoded).update(body).digest(), signature);
  },
};

function isBase64Of(hash: Buffer, signature: string): boolean {
  const given = Buffer.from(signature, 'base64');
  // Node skips what is not base64, so only text that comes out the same was base64.
  return given.length === hash.length && given.toString('base64') === signature && timingSafeEqual(given, hash);
}

function hmac(key: Secret, bytes: Uint8Array): Buffer {
  return createHmac('sha256', key.reveal()).update(bytes).digest();
}
