import { randomBytes as systemRandomBytes } from 'node:crypto';
import { type Failure, fail, type MasterKeys, type Result, succeed } from '@cuelight/core';
import type { RandomBytes } from './aes-box.js';
import { boundTo } from './bound-to.js';
import { openEnvelope, parseEnvelope, rewrapEnvelope } from './envelope.js';
import type { KeyRing } from './key-ring.js';
import type { MasterKeyState } from './master-key-state.js';
import type { SealedRecords } from './sealed-records.js';

/** What changing master keys needs. */
export interface MasterKeysOptions {
  readonly records: Pick<SealedRecords, 'find' | 'replace'>;
  readonly keyRing: KeyRing;
  readonly masterKeyState: Pick<MasterKeyState, 'activate' | 'inUse'>;
  /** @default the operating system's */
  readonly randomBytes?: RandomBytes;
}

/** The master keys of the backend `local`. */
export function createMasterKeys(options: MasterKeysOptions): MasterKeys {
  const { records, keyRing, masterKeyState, randomBytes = systemRandomBytes } = options;

  return {
    ids: () => [...keyRing.keys()],

    async activate(keyId) {
      const activated = await masterKeyState.activate(keyId);
      return activated.ok ? activated : databaseFailed(activated.failure);
    },

    async rewrap(ref, binding, keyId) {
      const what = `The ${binding.field} of ${binding.owner}`;
      const to = keyRing.get(keyId);
      if (to === undefined) return fail(keyMissing(keyId, what));
      const found = await records.find(ref.name, ref.version);
      if (!found.ok) return databaseFailed(found.failure);
      const before = found.value;
      if (before === undefined) return fail({ code: 'secret-missing', detail: `${what} is not there.` });
      if (before.masterKeyId === keyId) return succeed('already');
      const unreadable: Failure = { code: 'secret-unreadable', detail: `${what} does not open.` };
      const envelope = parseEnvelope(before.sealed);
      if (envelope?.masterKeyId !== before.masterKeyId) return fail(unreadable);
      const from = keyRing.get(before.masterKeyId);
      if (from === undefined) return fail(keyMissing(before.masterKeyId, what));

      const bound = boundTo(binding, ref.name, ref.version);
      const sealed = rewrapEnvelope(envelope, bound, from, { id: keyId, key: to }, randomBytes);
      if (sealed === undefined) return fail(unreadable);
      const replaced = await records.replace({ ...before, masterKeyId: keyId, sealed }, before.sealed);
      if (!replaced.ok) return databaseFailed(replaced.failure);
      const back = await records.find(ref.name, ref.version);
      if (!back.ok) return databaseFailed(back.failure);
      if (!replaced.value || back.value?.masterKeyId !== keyId) {
        return fail({ code: 'changed-meanwhile', detail: `${what} was changed, or deleted, meanwhile.` });
      }
      const rewrapped = parseEnvelope(back.value.sealed);
      const opens = rewrapped !== undefined && openEnvelope(rewrapped, bound, to) !== undefined;
      return opens ? succeed('rewrapped') : fail(unreadable);
    },

    async inUse() {
      const inUse = await masterKeyState.inUse();
      return inUse.ok ? inUse : databaseFailed(inUse.failure);
    },
  };
}

function keyMissing(keyId: string, what: string): Failure {
  return { code: 'master-key-missing', detail: `${what} needs the master key ${keyId}.` };
}

function databaseFailed({ detail }: Failure): Result<never, Failure> {
  return fail({ code: 'secret-unavailable', detail });
}
