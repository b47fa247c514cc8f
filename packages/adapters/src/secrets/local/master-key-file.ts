import { randomBytes as systemRandomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, type Result } from '@cuelight/core';
import type { RandomBytes } from './aes-box.js';
import type { KeyRing } from './key-ring.js';
import { type MasterKeysUnusable, masterKeysUnusable } from './master-keys-unusable.js';
import { parseMasterKeys } from './parse-master-keys.js';

/** Reads a file of master keys; undefined when there is none. */
export async function readMasterKeyFile(file: string): Promise<Result<KeyRing | undefined, MasterKeysUnusable>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return { ok: true, value: undefined };
    return fail(masterKeysUnusable(`The file ${file} cannot be read (${errorCodeOf(error)}).`));
  }
  const keys = parseMasterKeys(text);
  return keys.ok ? keys : fail(masterKeysUnusable(`In the file ${file}: ${keys.failure.detail}`));
}

/**
 * Makes a file with one new master key, `k1`, mode 0600, and reads it. When another host makes it at the same time, both
 * get the key of the one that was first; a file is never written over, and never seen half written.
 */
export async function makeMasterKeyFile(
  file: string,
  randomBytes: RandomBytes = systemRandomBytes,
): Promise<Result<KeyRing | undefined, MasterKeysUnusable>> {
  const draft = `${file}.${systemRandomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    try {
      await writeToDisk(draft, `k1:${Buffer.from(randomBytes(32)).toString('base64')}\n`);
      await link(draft, file).catch((error) => {
        if (errorCodeOf(error) !== 'EEXIST') throw error;
      });
    } finally {
      await rm(draft, { force: true });
    }
  } catch (error) {
    return fail(masterKeysUnusable(`The file ${file} cannot be made (${errorCodeOf(error)}).`));
  }
  return readMasterKeyFile(file);
}

async function writeToDisk(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
