import { type MasterKeys, Secret, type SecretBinding, type SecretStore } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from './contract.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';

/** Two master keys, and the secrets that they open. */
export interface TwoMasterKeys {
  readonly masterKeys: MasterKeys;
  readonly secrets: SecretStore;
  /** The key that encrypts at first. */
  readonly first: string;
  /** Another that this host has. */
  readonly second: string;
}

/** What all master keys promise, in the order of the port. */
export const masterKeysChecks: readonly Check<TwoMasterKeys>[] = [
  {
    title: 'tells which keys this host has',
    run({ masterKeys, first, second }) {
      expect([...masterKeys.ids()].sort()).toEqual([first, second].sort());
    },
  },
  {
    title: 'encrypts with the key that was activated last, and reads what was encrypted before',
    async run({ masterKeys, secrets, second, first }) {
      const before = expectValue(await secrets.put(binding, new Secret('before')));
      expectValue(await masterKeys.activate(second));
      const after = expectValue(await secrets.put(binding, new Secret('after')));

      expect(expectValue(await masterKeys.inUse())).toEqual(
        byId({ keyId: first, secrets: 1 }, { keyId: second, secrets: 1 }),
      );
      expect(expectValue(await secrets.read(before, binding)).reveal()).toBe('before');
      expect(expectValue(await secrets.read(after, binding)).reveal()).toBe('after');
    },
  },
  {
    title: 'goes back to a key from before',
    async run({ masterKeys, secrets, first, second }) {
      expectValue(await masterKeys.activate(second));
      expectValue(await masterKeys.activate(first));
      await secrets.put(binding, canary);

      expect(expectValue(await masterKeys.inUse())).toEqual([{ keyId: first, secrets: 1 }]);
    },
  },
  {
    title: 'tells which key encrypts, and since when each that did: the first time, however often it is activated',
    async run({ masterKeys, first, second }) {
      const before = expectValue(await masterKeys.sealing());
      expectValue(await masterKeys.activate(second));
      const sinceMs = expectValue(await masterKeys.sealing()).sinceMs.get(second);
      expectValue(await masterKeys.activate(first));
      expectValue(await masterKeys.activate(second));
      const after = expectValue(await masterKeys.sealing());

      expect(before).toMatchObject({ keyId: first });
      expect([...before.sinceMs.keys()]).toEqual([first]);
      expect(after.keyId).toBe(second);
      expect([...after.sinceMs.keys()].sort()).toEqual([first, second].sort());
      expect(after.sinceMs.get(second)).toBe(sinceMs);
      expect(sinceMs).toBeGreaterThan(Date.UTC(2020));
    },
  },
  {
    title: 'has a secret need another key under the same reference, and says when it was so before',
    async run({ masterKeys, secrets, second }) {
      const ref = expectValue(await secrets.put(binding, canary));

      expect(await masterKeys.rewrap(ref, binding, second)).toEqual({ ok: true, value: 'rewrapped' });
      expect(await masterKeys.rewrap(ref, binding, second)).toEqual({ ok: true, value: 'already' });

      expect(expectValue(await masterKeys.inUse())).toEqual([{ keyId: second, secrets: 1 }]);
      expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe(canary.reveal());
    },
  },
  {
    title: 'leaves a secret that is bound to something else as it was',
    async run({ masterKeys, secrets, first, second }) {
      const ref = expectValue(await secrets.put(binding, canary));

      const rewrapped = await masterKeys.rewrap(ref, { ...binding, origins: ['https://evil.example'] }, second);

      expect(rewrapped).toEqual(failingWith('secret-unreadable'));
      expect(expectValue(await masterKeys.inUse())).toEqual([{ keyId: first, secrets: 1 }]);
      expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe(canary.reveal());
    },
  },
  {
    title: 'does not find a secret that was deleted',
    async run({ masterKeys, secrets, second }) {
      const ref = expectValue(await secrets.put(binding, canary));
      await secrets.delete(ref);

      expect(await masterKeys.rewrap(ref, binding, second)).toEqual(failingWith('secret-missing'));
    },
  },
  {
    title: 'wraps nothing for a key that this host does not have',
    async run({ masterKeys, secrets }) {
      const ref = expectValue(await secrets.put(binding, canary));

      expect(await masterKeys.rewrap(ref, binding, 'nobodys')).toEqual(failingWith('master-key-missing'));
    },
  },
  {
    title: 'needs no key while there is no secret',
    async run({ masterKeys }) {
      expect(await masterKeys.inUse()).toEqual({ ok: true, value: [] });
    },
  },
];

/** Runs {@link masterKeysChecks}. */
export function masterKeysContract(name: string, makeSubject: MakeSubject<TwoMasterKeys>): void {
  contract(`${name}: master keys`, masterKeysChecks, makeSubject);
}

const canary = new Secret('canary-51d0e8-master');

const binding: SecretBinding = {
  owner: '01936e2a-0000-7000-8000-000000000001',
  field: 'credential',
  origins: ['https://orchestrator.example'],
};

function byId<T extends { readonly keyId: string }>(...uses: readonly T[]): T[] {
  return [...uses].sort((one, other) => (one.keyId < other.keyId ? -1 : 1));
}
