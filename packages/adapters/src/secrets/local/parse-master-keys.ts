import { createSecretKey, type KeyObject } from 'node:crypto';
import { fail, type Result, succeed } from '@cuelight/core';
import type { KeyRing } from './key-ring.js';
import { type MasterKeysUnusable, masterKeysUnusable } from './master-keys-unusable.js';

/** What an id of a master key looks like: short, and free of the separators of the places it is written to. */
export const keyIdPattern = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * Reads master keys from `id:base64,id:base64`; line breaks separate as commas do. Each key is 32 bytes in standard
 * base64, ids have 1 to 32 letters, digits, `_` or `-`, and no id comes twice.
 *
 * @returns `master-keys-unusable` with every problem, each by the number of its entry. Not even an id is quoted: in a
 *   mistyped entry the key may stand in its place.
 */
export function parseMasterKeys(text: string): Result<KeyRing, MasterKeysUnusable> {
  const ring = new Map<string, KeyObject>();
  const problems: string[] = [];
  for (const [index, entry] of text
    .trim()
    .split(/\s*[,\n]\s*/)
    .entries()) {
    const colon = entry.indexOf(':');
    const id = entry.slice(0, Math.max(colon, 0));
    const key = keyFrom(entry.slice(colon + 1));
    const problem = problemOf(colon, id, key, ring);
    if (problem !== undefined) problems.push(`Entry ${index + 1} ${problem}.`);
    else if (key !== undefined) ring.set(id, key);
  }
  return problems.length === 0 ? succeed(ring) : fail(masterKeysUnusable(problems.join(' ')));
}

function problemOf(colon: number, id: string, key: KeyObject | undefined, ring: KeyRing): string | undefined {
  if (colon < 0) return 'is not of the form id:base64';
  if (!keyIdPattern.test(id)) return 'has an id that is not 1 to 32 letters, digits, "_" or "-"';
  if (ring.has(id)) return 'has the id of an entry before it';
  return key === undefined ? 'has a key that is not 32 bytes in base64' : undefined;
}

function keyFrom(base64: string): KeyObject | undefined {
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is not base64, so only text that comes out the same was base64.
  return bytes.length === 32 && bytes.toString('base64') === base64 ? createSecretKey(bytes) : undefined;
}
