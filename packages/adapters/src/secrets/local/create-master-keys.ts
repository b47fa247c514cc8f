import { type Failure, fail, type MasterKeys, type Result, succeed } from '@cuelight/core';
import { aboutSecret } from './about-secret.js';
import type { RandomBytes } from './aes-box.js';
import { boundTo } from './bound-to.js';
import { dataKeyOf, envelopeText, openEnvelope } from './envelope.js';
import { envelopeIn } from './envelope-in.js';
import type { KeyRing } from './key-ring.js';
import { keyRingWrapper } from './key-ring-wrapper.js';
import type { KeyWrapper } from './key-wrapper.js';
import type { MasterKeyState } from './master-key-state.js';
import type { SealedRecords } from './sealed-records.js';

/** What changing master keys needs. */
export type MasterKeysOptions = MasterKeysParts &
  (
    | { readonly keyRing: KeyRing; readonly keyWrapper?: never }
    | {
        readonly keyWrapper: KeyWrapper;
        /** The ids of the keys it has, as far as is known now. */
        readonly keyIds: () => readonly string[];
        readonly keyRing?: never;
      }
  );

/** What it needs beside the master keys. */
export interface MasterKeysParts {
  readonly records: Pick<SealedRecords, 'find' | 'replace'>;
  readonly masterKeyState: Pick<MasterKeyState, 'activate' | 'activeKeyId' | 'sealingSinceMs' | 'inUse'>;
  /** @default the operating system's */
  readonly randomBytes?: RandomBytes;
}

/** The master keys of the backend `local`. */
export function createMasterKeys(options: MasterKeysOptions): MasterKeys {
  const { records, masterKeyState, randomBytes } = options;
  const keyWrapper = options.keyWrapper ?? keyRingWrapper(options.keyRing, randomBytes);
  const ids = () => (options.keyWrapper === undefined ? [...options.keyRing.keys()] : options.keyIds());

  return {
    ids,

    async activate(keyId) {
      const activated = await masterKeyState.activate(keyId);
      return activated.ok ? activated : databaseFailed(activated.failure);
    },

    async rewrap(ref, binding, keyId) {
      const what = `The ${binding.field} of ${binding.owner}`;
      if (!ids().includes(keyId)) return fail(keyMissing(keyId, what));
      const found = await records.find(ref.name, ref.version);
      if (!found.ok) return databaseFailed(found.failure);
      const before = found.value;
      if (before === undefined) return fail({ code: 'secret-missing', detail: `${what} is not there.` });
      if (before.masterKeyId === keyId) return succeed('already');
      const place = { name: ref.name, version: ref.version, binding };
      const envelope = envelopeIn(before, place);
      if (!envelope.ok) return fail(aboutSecret(binding, before.masterKeyId, envelope.failure));
      const dataKey = await dataKeyOf(envelope.value, place, keyWrapper);
      if (!dataKey.ok) return fail(aboutSecret(binding, before.masterKeyId, dataKey.failure));
      const wrapped = await keyWrapper.wrap(dataKey.value, boundTo(envelope.value.format, place), keyId);
      dataKey.value.fill(0);
      if (!wrapped.ok) return fail(aboutSecret(binding, keyId, wrapped.failure));
      const sealed = envelopeText({ ...envelope.value, masterKeyId: keyId, wrappedKey: wrapped.value });
      const replaced = await records.replace({ ...before, masterKeyId: keyId, sealed }, before.sealed);
      if (!replaced.ok) return databaseFailed(replaced.failure);
      const back = await records.find(ref.name, ref.version);
      if (!back.ok) return databaseFailed(back.failure);
      if (!replaced.value || back.value?.masterKeyId !== keyId) {
        return fail({ code: 'changed-meanwhile', detail: `${what} was changed, or deleted, meanwhile.` });
      }
      const rewrapped = envelopeIn(back.value, place);
      const opened = rewrapped.ok ? await openEnvelope(rewrapped.value, place, keyWrapper) : rewrapped;
      return opened.ok ? succeed('rewrapped') : fail(aboutSecret(binding, keyId, opened.failure));
    },

    async sealing() {
      const keyId = await masterKeyState.activeKeyId();
      if (!keyId.ok) return databaseFailed(keyId.failure);
      const sinceMs = await masterKeyState.sealingSinceMs();
      return sinceMs.ok ? succeed({ keyId: keyId.value, sinceMs: sinceMs.value }) : databaseFailed(sinceMs.failure);
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
