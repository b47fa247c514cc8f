import type { Randomness } from '@cuelight/core';

/** The randomness of whatever runtime this is. Not `randomUUID`, which pages have by https only. */
export const webRandomness: Pick<Randomness, 'id' | 'fraction'> = {
  id: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  fraction: Math.random,
};
