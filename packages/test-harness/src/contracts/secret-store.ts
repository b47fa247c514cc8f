import { Secret, type SecretBinding, type SecretRef, type SecretStore } from '@cuelight/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { secrets as anySecret, secretBindings } from '../arbitraries/secrets.js';
import { type Check, contract, type MakeSubject } from './contract.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';
import { secretReaderContract } from './secret-reader.js';

/** What every secret store promises, in the order of the port. */
export const secretStoreChecks: readonly Check<SecretStore>[] = [
  {
    title: 'reads any secret as it was put',
    run(store) {
      const put = puttingInPlace(store);
      return fc.assert(
        fc.asyncProperty(secretBindings(), anySecret(), async (binding, secret) => {
          const ref = await put(binding, secret);

          expect(expectValue(await store.read(ref, binding)).reveal()).toBe(secret.reveal());
        }),
        { examples: oddSecrets.map((text) => [binding, new Secret(text)]) },
      );
    },
  },
  {
    title: 'opens a secret whatever the order of its origins',
    async run(store) {
      const origins = ['https://b.example', 'https://a.example', 'https://c.example'];
      const ref = expectValue(await store.put({ ...binding, origins }, canary));

      const read = await store.read(ref, { ...binding, origins: [...origins].reverse() });

      expect(expectValue(read).reveal()).toBe(canary.reveal());
    },
  },
  {
    title: 'opens no secret for another owner, field or list of origins',
    async run(store) {
      const ref = expectValue(await store.put(binding, canary));

      for (const change of otherBindings) {
        const read = await store.read(ref, { ...binding, ...change });
        expect(read, JSON.stringify(change)).toEqual(failingWith('secret-unreadable'));
      }
    },
  },
  {
    title: 'opens a secret for no binding but its own',
    run(store) {
      const put = puttingInPlace(store);
      return fc.assert(
        fc.asyncProperty(secretBindings(), secretBindings(), parts, async (own, another, part) => {
          const other = { ...own, [part]: another[part] };
          fc.pre(canonical(own) !== canonical(other));
          const ref = await put(own, canary);

          expect(await store.read(ref, other)).toEqual(failingWith('secret-unreadable'));
        }),
      );
    },
  },
  {
    title: 'opens no secret that another reference names',
    async run(store) {
      const own = expectValue(await store.put(binding, canary));
      const other = expectValue(await store.put({ ...binding, owner: 'another' }, new Secret('another')));

      expect(await store.read(other, binding)).toEqual(failingWith('secret-unreadable'));
      expect(await store.read(own, { ...binding, owner: 'another' })).toEqual(failingWith('secret-unreadable'));
    },
  },
  {
    title: 'says that a secret it never had is missing',
    async run(store) {
      const ref = expectValue(await store.put(binding, canary));

      expect(await store.read({ ...ref, version: 'f'.repeat(32) }, binding)).toEqual(failingWith('secret-missing'));
      expect(await store.read({ ...ref, name: 'nobody' }, binding)).toEqual(failingWith('secret-missing'));
    },
  },
  {
    title: 'does not take a secret of another backend for an absent one',
    async run(store) {
      const ref = { ...expectValue(await store.put(binding, canary)), backend: 'elsewhere' };

      expect(await store.read(ref, binding)).toEqual(failingWith('secret-unavailable'));
      expect(await store.delete(ref)).toEqual(failingWith('secret-unavailable'));
    },
  },
  {
    title: 'stores each put as a version of its own, and keeps the earlier ones readable',
    async run(store) {
      const first = expectValue(await store.put(binding, new Secret('first')));
      const second = expectValue(await store.put(binding, new Secret('second')));

      expect(second).not.toEqual(first);
      expect(expectValue(await store.read(first, binding)).reveal()).toBe('first');
      expect(expectValue(await store.read(second, binding)).reveal()).toBe('second');
    },
  },
  {
    title: 'shows the secret neither in a reference nor in a failure',
    async run(store) {
      const ref = expectValue(await store.put(binding, canary));
      const shown = [
        ref,
        await store.read(ref, binding),
        await store.read(ref, { ...binding, owner: 'another' }),
        await store.read({ ...ref, version: '0' }, binding),
      ];

      expect(JSON.stringify(shown)).not.toContain(canary.reveal());
    },
  },
  {
    title: 'deletes one version and keeps the others; deleting one that is gone succeeds',
    async run(store) {
      const first = expectValue(await store.put(binding, new Secret('first')));
      const second = expectValue(await store.put(binding, new Secret('second')));

      expect(await store.delete(first)).toEqual({ ok: true, value: undefined });
      expect(await store.delete(first)).toEqual({ ok: true, value: undefined });

      expect(await store.read(first, binding)).toEqual(failingWith('secret-missing'));
      expect(expectValue(await store.read(second, binding)).reveal()).toBe('second');
    },
  },
  {
    title: 'deletes the versions of a field that are not kept, and nothing of another field or owner',
    async run(store) {
      const hook = { ...binding, field: 'webhook-secret' as const };
      const refs = [];
      for (const text of ['first', 'second', 'third']) refs.push(expectValue(await store.put(hook, new Secret(text))));
      const others = [binding, { ...hook, owner: `${binding.owner}0` }];
      const otherRefs = [];
      for (const other of others) otherRefs.push(expectValue(await store.put(other, canary)));

      expect(await store.deleteOthers(hook, refs.slice(1, 2))).toEqual({ ok: true, value: undefined });

      const [first, second, third] = await Promise.all(refs.map((ref) => store.read(ref, hook)));
      expect([first, third]).toEqual([failingWith('secret-missing'), failingWith('secret-missing')]);
      expect(second?.ok === true && second.value.reveal()).toBe('second');
      for (const [index, ref] of otherRefs.entries()) {
        expect(expectValue(await store.read(ref, others[index] ?? binding)).reveal()).toBe(canary.reveal());
      }
    },
  },
  {
    title: 'deletes every version of a field when none is kept, and succeeds when there is none',
    async run(store) {
      const ref = expectValue(await store.put(binding, canary));

      expect(await store.deleteOthers(binding, [])).toEqual({ ok: true, value: undefined });
      expect(await store.deleteOthers(binding, [])).toEqual({ ok: true, value: undefined });

      expect(await store.read(ref, binding)).toEqual(failingWith('secret-missing'));
    },
  },
  {
    title: 'deletes every secret of an owner, earlier versions included, and none of another owner',
    async run(store) {
      const own = [binding, binding, { ...binding, field: 'webhook-secret' as const }];
      const refs = [];
      for (const one of own) refs.push(expectValue(await store.put(one, canary)));
      const neighbour = { ...binding, owner: `${binding.owner}0` };
      const neighbours = expectValue(await store.put(neighbour, canary));

      expectValue(await store.deleteAll(binding.owner));

      for (const [index, ref] of refs.entries()) {
        expect(await store.read(ref, own[index] ?? binding)).toEqual(failingWith('secret-missing'));
      }
      expect(expectValue(await store.read(neighbours, neighbour)).reveal()).toBe(canary.reveal());
    },
  },
  {
    title: 'succeeds in deleting every secret of an owner without any',
    async run(store) {
      expect(await store.deleteAll('nobody')).toEqual({ ok: true, value: undefined });
    },
  },
];

/** Runs {@link secretStoreChecks}, and what every reader promises, on a secret that was put. */
export function secretStoreContract(name: string, makeSubject: MakeSubject<SecretStore>): void {
  contract(`${name}: secrets`, secretStoreChecks, makeSubject);
  secretReaderContract(name, async () => {
    const { subject: reader, ...rest } = await makeSubject();
    const ref = expectValue(await reader.put(binding, canary));
    return { ...rest, subject: { reader, ref, binding, secret: canary, absent: [] } };
  });
}

const canary = new Secret('canary-9f2c71-pässwörd');

const binding: SecretBinding = {
  owner: '01936e2a-0000-7000-8000-000000000001',
  field: 'credential',
  origins: ['https://orchestrator.example', 'https://identity.example'],
};

const otherBindings: readonly Partial<SecretBinding>[] = [
  { owner: '01936e2a-0000-7000-8000-000000000002' },
  { owner: '' },
  { field: 'webhook-secret' },
  { origins: [] },
  { origins: ['https://orchestrator.example'] },
  { origins: ['https://orchestrator.example', 'https://evil.example'] },
  { origins: ['https://orchestrator.example', 'https://identity.example', 'https://evil.example'] },
  { origins: ['https://identity.examplehttps://orchestrator.example'] },
  { origins: ['https://identity.example,https://orchestrator.example'] },
];

/** Which part of a binding differs. */
const parts = fc.constantFrom('owner', 'field', 'origins');

/** Secrets that stores have spoilt before. */
const oddSecrets: readonly string[] = ['', ' spaces around ', 'line\r\n', 'nul\0inside', 'Größe€', '\u{1F680}\uFEFF'];

/**
 * Puts a secret, and then deletes what was put for the same field before, as who replaces a credential does: a vault may
 * keep no more than some twenty versions of a field at a time.
 */
function puttingInPlace(store: SecretStore): (binding: SecretBinding, secret: Secret) => Promise<SecretRef> {
  const latest = new Map<string, SecretRef>();
  return async (binding, secret) => {
    const key = JSON.stringify([binding.owner, binding.field]);
    const before = latest.get(key);
    const ref = expectValue(await store.put(binding, secret));
    latest.set(key, ref);
    if (before !== undefined) expectValue(await store.delete(before));
    return ref;
  };
}

function canonical({ owner, field, origins }: SecretBinding): string {
  return JSON.stringify([owner, field, [...origins].sort()]);
}
