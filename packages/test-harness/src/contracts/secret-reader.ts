import type { Secret, SecretBinding, SecretReader, SecretRef } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from './contract.js';
import { expectValue } from './expect-value.js';
import { failingWith } from './failing-with.js';

/** A reader, what it can read, and what it cannot. */
export interface ReadableSecret {
  readonly reader: SecretReader;
  /** Names the secret that is there. */
  readonly ref: SecretRef;
  readonly binding: SecretBinding;
  readonly secret: Secret;
  /** References of the same backend at which nothing is. */
  readonly absent: readonly SecretRef[];
}

/** What every reader of secrets promises, whoever put them there. Every store promises it too. */
export const secretReaderChecks: readonly Check<ReadableSecret>[] = [
  {
    title: 'reads the secret that is there, as often as it is asked',
    async run({ reader, ref, binding, secret }) {
      for (let times = 0; times < 3; times += 1) {
        expect(expectValue(await reader.read(ref, binding)).reveal()).toBe(secret.reveal());
      }
    },
  },
  {
    title: 'says that a secret that is not there is missing',
    async run({ reader, ref, binding, absent }) {
      const never = { ...ref, version: 'f'.repeat(32) };
      for (const missing of [...absent, never, { ...ref, name: 'nobody' }]) {
        expect(await reader.read(missing, binding), missing.name).toEqual(failingWith('secret-missing'));
      }
    },
  },
  {
    title: 'does not take a secret of another backend for an absent one',
    async run({ reader, ref, binding }) {
      const read = await reader.read({ ...ref, backend: 'elsewhere' }, binding);

      expect(read).toEqual(failingWith('secret-unavailable'));
    },
  },
  {
    title: 'shows no secret in what it answers',
    async run({ reader, ref, binding, secret, absent }) {
      const asked = [ref, ...absent, { ...ref, backend: 'elsewhere' }, { ...ref, version: '0' }];
      const shown = [];
      for (const one of asked) shown.push(await reader.read(one, binding));

      expect(JSON.stringify(shown)).not.toContain(secret.reveal());
    },
  },
];

/** Runs {@link secretReaderChecks}. */
export function secretReaderContract(name: string, makeSubject: MakeSubject<ReadableSecret>): void {
  contract(`${name}: reading secrets`, secretReaderChecks, makeSubject);
}
