import type { ServiceSecrets } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from './contract.js';
import { expectValue } from './expect-value.js';

/** The service's secrets as two hosts on one database see them. */
export interface TwoHosts {
  readonly one: ServiceSecrets;
  readonly other: ServiceSecrets;
}

/** What all service secrets promise, in the order of the port. */
export const serviceSecretsChecks: readonly Check<TwoHosts>[] = [
  {
    title: 'makes a secret that cannot be guessed at first use, and hands out the same ever after',
    async run({ one }) {
      const first = expectValue(await one.get('reference-tag')).reveal();

      expect(Buffer.from(first, 'base64url').length).toBeGreaterThanOrEqual(32);
      expect(expectValue(await one.get('reference-tag')).reveal()).toBe(first);
    },
  },
  {
    title: 'makes a different secret for each name',
    async run({ one }) {
      const tag = expectValue(await one.get('reference-tag')).reveal();

      expect(expectValue(await one.get('api-key-hash')).reveal()).not.toBe(tag);
    },
  },
  {
    title: 'hands out to one host what another has made',
    async run({ one, other }) {
      const made = expectValue(await one.get('api-key-hash')).reveal();

      expect(expectValue(await other.get('api-key-hash')).reveal()).toBe(made);
    },
  },
  {
    title: 'hands out the same to all who ask at once, on both hosts',
    async run({ one, other }) {
      const asked = [one, other, one, other].map((host) => host.get('reference-tag'));

      const texts = (await Promise.all(asked)).map((result) => expectValue(result).reveal());

      expect(new Set(texts).size).toBe(1);
    },
  },
];

/** Runs {@link serviceSecretsChecks}. */
export function serviceSecretsContract(name: string, makeSubject: MakeSubject<TwoHosts>): void {
  contract(`${name}: service secrets`, serviceSecretsChecks, makeSubject);
}
