import type { KeyObject } from 'node:crypto';

/**
 * The master keys of this host by their id, in the order they were given. Key objects, since printing or serialising
 * one shows no byte of it.
 */
export type KeyRing = ReadonlyMap<string, KeyObject>;
