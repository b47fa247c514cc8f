import { randomBytes } from 'node:crypto';
import type { Randomness } from '@cuelight/core';
import { createUuidV7 } from './uuid-v7.js';

/** Randomness from the operating system. */
export const systemRandomness: Randomness = {
  id: createUuidV7({ nowMs: Date.now, randomBytes }),
  secretText: (bytes) => randomBytes(bytes).toString('base64url'),
  fraction: Math.random,
};
