import { createHmac, type KeyObject } from 'node:crypto';

/**
 * What tells a master key from another one, and nothing of the key: HMAC-SHA256 under it over a constant text, 64
 * hexadecimal digits. Kept in the database, so that no host works with another key under the same id.
 */
export function checkValueOf(masterKey: KeyObject): string {
  return createHmac('sha256', masterKey).update('Cuelight: check value of a master key').digest('hex');
}
