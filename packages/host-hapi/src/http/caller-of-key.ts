import { createHash, timingSafeEqual } from 'node:crypto';
import { type Caller, type Cuelight, type Failure, type Result, type Secret, succeed } from '@cuelight/core';

/** Whose API key or token a text is; undefined when it is nobody's. Failures: `storage-unavailable`, `secret-*`. */
export type CallerOfKey = (key: Secret) => Promise<Result<Caller | undefined, Failure>>;

/** Knows the operator's own key, and the keys and tokens of apps. */
export function createCallerOfKey(apps: Pick<Cuelight['apps'], 'callerOf'>, adminKey: Secret): CallerOfKey {
  const adminDigest = digestOf(adminKey);
  // Digests, since only texts of one length can be compared in constant time.
  return async (key) =>
    timingSafeEqual(digestOf(key), adminDigest) ? succeed({ scope: 'admin' }) : apps.callerOf(key);
}

function digestOf(key: Secret): Uint8Array {
  return createHash('sha256').update(key.reveal(), 'utf8').digest();
}
