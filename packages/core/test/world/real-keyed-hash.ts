import { createHmac } from 'node:crypto';
import type { KeyedHash } from '../../src/index.js';

/** A keyed hash as its port has it, for tests in which it matters how a signature is made. */
export const realKeyedHash: KeyedHash = {
  base64url: (key, text, bytes) => hmac(key.reveal(), Buffer.from(text)).subarray(0, bytes).toString('base64url'),
  isSignatureOf: (key, body, signature) => signature === hmac(key.reveal(), body).toString('base64'),
  isMistakenSignatureOf(mistake, key, body, signature) {
    const decoded = Buffer.from(key.reveal(), 'base64');
    const hash = mistake === 'sha1' ? hmac(key.reveal(), body, 'sha1') : hmac(decoded, body);
    return signature === hash.toString('base64');
  },
};

/** The HMAC of a body. */
export function hmac(key: string | Uint8Array, body: Uint8Array, hash = 'sha256'): Buffer {
  return createHmac(hash, key).update(body).digest();
}
