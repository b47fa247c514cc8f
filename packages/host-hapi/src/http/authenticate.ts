import { createHash, timingSafeEqual } from 'node:crypto';
import { type Caller, type Cuelight, fail, type Result, Secret, succeed } from '@cuelight/core';
import type { Refusal } from '../problems/refusal.js';

/**
 * Tells whose key a request carries.
 *
 * @returns `key-required` for a missing and a wrong key; `storage-unavailable`, `secret-*`
 */
export type Authenticate = (authorization: unknown) => Promise<Result<Caller, Refusal>>;

/** Knows the operator's own key, and those of apps. */
export function createAuthenticate(cuelight: Pick<Cuelight, 'apps'>, adminKey: Secret): Authenticate {
  const adminDigest = digestOf(adminKey.reveal());

  return async (authorization) => {
    const key = /^Bearer +(\S{1,500})$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1];
    if (key === undefined) return fail({ code: 'key-required', detail: 'The request has no API key.' });
    // Digests, since only texts of one length can be compared in constant time.
    if (timingSafeEqual(digestOf(key), adminDigest)) return succeed({ scope: 'admin' });
    const caller = await cuelight.apps.callerOf(new Secret(key));
    if (!caller.ok) return caller;
    return caller.value === undefined
      ? fail({ code: 'key-required', detail: 'The API key is not valid.' })
      : succeed(caller.value);
  };
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest();
}
