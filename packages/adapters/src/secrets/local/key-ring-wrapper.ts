import { randomBytes as systemRandomBytes } from 'node:crypto';
import { type FailureCode, fail, succeed } from '@cuelight/core';
import { openBox, type RandomBytes, sealBox } from './aes-box.js';
import type { KeyRing } from './key-ring.js';
import type { KeyWrapper } from './key-wrapper.js';

/** Wraps data keys with the master keys of a ring, by AES-256-GCM: nonce (12 bytes), ciphertext (32), tag (16). */
export function keyRingWrapper(keyRing: KeyRing, randomBytes: RandomBytes = systemRandomBytes): KeyWrapper {
  return {
    async wrap(dataKey, boundTo, keyId) {
      const masterKey = keyRing.get(keyId);
      if (masterKey === undefined) return refuse('master-key-missing', keyId, 'was not given');
      return succeed(sealBox(masterKey, dataKey, boundTo, randomBytes));
    },
    async unwrap(wrappedKey, boundTo, keyId) {
      const masterKey = keyRing.get(keyId);
      if (masterKey === undefined) return refuse('master-key-missing', keyId, 'was not given');
      const dataKey = openBox(masterKey, wrappedKey, boundTo);
      return dataKey === undefined ? refuse('secret-unreadable', keyId, 'does not open a data key') : succeed(dataKey);
    },
  };
}

function refuse(code: FailureCode, keyId: string, what: string) {
  return fail({ code, detail: `The master key ${keyId} ${what}.` });
}
