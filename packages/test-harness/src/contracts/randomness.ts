import type { Randomness } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from './contract.js';

/** What every randomness promises, in the order of the port. */
export const randomnessChecks: readonly Check<Randomness>[] = [
  {
    title: 'makes ids that are UUIDs of version 7, in lower case',
    run({ id }) {
      expect(id()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    },
  },
  {
    title: 'makes ids of which each sorts after the one before',
    run({ id }) {
      const made = Array.from({ length: 10_000 }, id);

      expect(new Set(made).size).toBe(made.length);
      expect([...made].sort()).toEqual(made);
    },
  },
  {
    title: 'makes secret texts of as many random bytes as asked for, in base64url',
    run({ secretText }) {
      for (const bytes of [1, 16, 32]) {
        const text = secretText(bytes);
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(Buffer.from(text, 'base64url')).toHaveLength(bytes);
      }
      expect(new Set(Array.from({ length: 100 }, () => secretText(16))).size).toBe(100);
    },
  },
  {
    title: 'makes fractions from 0 to below 1',
    run({ fraction }) {
      const made = Array.from({ length: 1_000 }, fraction);

      expect(made.every((value) => value >= 0 && value < 1)).toBe(true);
      expect(new Set(made).size).toBeGreaterThan(900);
    },
  },
];

/** Runs {@link randomnessChecks}. */
export function randomnessContract(name: string, makeSubject: MakeSubject<Randomness>): void {
  contract(`${name}: randomness`, randomnessChecks, makeSubject);
}
