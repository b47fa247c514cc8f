import { fail, type MasterKeys, type SecretRef, succeed } from '@cuelight/core';
import type { TwoMasterKeys } from '../../src/contracts/master-keys.js';
import { honestSecretStore } from './honest-secret-store.js';
import type { Mutant } from './mutant.js';

/** Two master keys that keep what their port promises. */
export function honestMasterKeys(): TwoMasterKeys {
  const store = honestSecretStore();
  const keyOf = new Map<string, string>();
  const id = (ref: SecretRef) => JSON.stringify([ref.name, ref.version]);
  let active = 'first';
  const sinceMs = new Map([['first', Date.now()]]);
  const masterKeys: MasterKeys = {
    ids: () => ['first', 'second'],
    async activate(keyId) {
      active = keyId;
      if (!sinceMs.has(keyId)) sinceMs.set(keyId, Date.now());
      return succeed(undefined);
    },
    async rewrap(ref, binding, keyId) {
      if (!['first', 'second'].includes(keyId)) return fail({ code: 'master-key-missing', detail: keyId });
      const read = await store.read(ref, binding);
      if (!read.ok) return read;
      if (keyOf.get(id(ref)) === keyId) return succeed('already');
      keyOf.set(id(ref), keyId);
      return succeed('rewrapped');
    },
    sealing: async () => succeed({ keyId: active, sinceMs: new Map(sinceMs) }),
    async inUse() {
      const all = [...keyOf.values()];
      const uses = [...new Set(all)].sort().map((keyId) => ({ keyId, secrets: all.filter((k) => k === keyId).length }));
      return succeed(uses);
    },
  };
  const secrets: TwoMasterKeys['secrets'] = {
    ...store,
    async put(binding, secret) {
      const put = await store.put(binding, secret);
      if (put.ok) keyOf.set(id(put.value), active);
      return put;
    },
    async delete(ref) {
      keyOf.delete(id(ref));
      return store.delete(ref);
    },
  };
  return { masterKeys, secrets, first: 'first', second: 'second' };
}

/** Master keys with a fault each. */
export const masterKeysMutants: readonly Mutant<TwoMasterKeys, TwoMasterKeys>[] = [
  {
    fault: 'tells of one key only',
    caughtBy: 'tells which keys this host has',
    break: (honest) => withKeys(honest, { ids: () => ['first'] }),
  },
  {
    fault: 'goes on with the key from before',
    caughtBy: 'encrypts with the key that was activated last, and reads what was encrypted before',
    break: (honest) => withKeys(honest, { activate: async () => succeed(undefined) }),
  },
  {
    fault: 'never goes back',
    caughtBy: 'goes back to a key from before',
    break({ masterKeys, ...honest }) {
      const activate: MasterKeys['activate'] = async (keyId) =>
        keyId === 'first' ? succeed(undefined) : masterKeys.activate(keyId);
      return { ...honest, masterKeys: { ...masterKeys, activate } };
    },
  },
  {
    fault: 'forgets since when a key encrypts',
    caughtBy: 'tells which key encrypts, and since when each that did: the first time, however often it is activated',
    break: (honest) =>
      withKeys(honest, { sealing: async () => succeed({ keyId: 'first', sinceMs: new Map([['first', Date.now()]]) }) }),
  },
  {
    fault: 'says that a secret needs another key, and leaves it',
    caughtBy: 'has a secret need another key under the same reference, and says when it was so before',
    break: (honest) => withKeys(honest, { rewrap: async () => succeed('rewrapped') }),
  },
  {
    fault: 'takes a secret along that is bound to something else',
    caughtBy: 'leaves a secret that is bound to something else as it was',
    break: (honest) => withKeys(honest, { rewrap: async () => succeed('rewrapped') }),
  },
  {
    fault: 'has wrapped what is not there',
    caughtBy: 'does not find a secret that was deleted',
    break: (honest) => withKeys(honest, { rewrap: async () => succeed('already') }),
  },
  {
    fault: 'wraps for a key that it does not have',
    caughtBy: 'wraps nothing for a key that this host does not have',
    break: (honest) => withKeys(honest, { rewrap: async () => succeed('rewrapped') }),
  },
  {
    fault: 'needs a key for nothing',
    caughtBy: 'needs no key while there is no secret',
    break: (honest) => withKeys(honest, { inUse: async () => succeed([{ keyId: 'first', secrets: 0 }]) }),
  },
];

function withKeys(honest: TwoMasterKeys, change: Partial<MasterKeys>): TwoMasterKeys {
  return { ...honest, masterKeys: { ...honest.masterKeys, ...change } };
}
