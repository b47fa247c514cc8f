import { randomBytes, randomUUID } from 'node:crypto';
import type { Randomness } from '@cuelight/core';
import type { Mutant } from './mutant.js';

/** A randomness that keeps what its port promises: its ids count, instead of telling the time. */
export function honestRandomness(): Randomness {
  let count = 0;
  return {
    id() {
      count += 1;
      return `${count.toString(16).padStart(8, '0')}-0000-7000-8${randomUUID().slice(20)}`;
    },
    secretText: (bytes) => randomBytes(bytes).toString('base64url'),
    fraction: Math.random,
  };
}

/** Randomnesses with a fault each. */
export const randomnessMutants: readonly Mutant<Randomness, Randomness>[] = [
  {
    fault: 'makes UUIDs of version 4',
    caughtBy: 'makes ids that are UUIDs of version 7, in lower case',
    break: (honest) => ({ ...honest, id: randomUUID }),
  },
  {
    fault: 'makes ids that do not sort',
    caughtBy: 'makes ids of which each sorts after the one before',
    break: (honest) => ({ ...honest, id: () => randomUUID().replace(/^(.{14})./, '$17') }),
  },
  {
    fault: 'makes secrets that are too short',
    caughtBy: 'makes secret texts of as many random bytes as asked for, in base64url',
    break: (honest) => ({ ...honest, secretText: (bytes) => honest.secretText(bytes).slice(0, bytes) }),
  },
  {
    fault: 'makes the same secret each time',
    caughtBy: 'makes secret texts of as many random bytes as asked for, in base64url',
    break: (honest) => ({ ...honest, secretText: (bytes) => Buffer.alloc(bytes, 7).toString('base64url') }),
  },
  {
    fault: 'makes fractions up to 100',
    caughtBy: 'makes fractions from 0 to below 1',
    break: (honest) => ({ ...honest, fraction: () => honest.fraction() * 100 }),
  },
];
