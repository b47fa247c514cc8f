import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { fail, type Result, Secret, succeed } from '@cuelight/core';
import type { StartFailure } from './start-failure.js';

/** The operator's own key, and whether it has just been made. */
export interface AdminKey {
  readonly key: Secret;
  readonly isNew: boolean;
}

/** Reads the operator's own key from a file, or makes it there, mode 0600. It is never written over. */
export async function openAdminKey(file: string): Promise<Result<AdminKey, StartFailure>> {
  try {
    const found = await readIfThere(file);
    if (found === undefined) await make(file);
    const text = found ?? (await readFile(file, 'utf8'));
    const key = text.trim();
    if (key.length < 32) {
      return fail({
        detail: `The admin key in ${file} has fewer than 32 characters.`,
        remedy: 'Delete the file, so that a new key is made, or set CUELIGHT_ADMIN_KEY.',
      });
    }
    return succeed({ key: new Secret(key), isNew: found === undefined });
  } catch (error) {
    return fail({
      detail: `The admin key in ${file} cannot be read or made (${codeOf(error)}).`,
      remedy: 'Let the service read and write its data folder, or set CUELIGHT_ADMIN_KEY.',
    });
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Linked into place when it is whole, so that two hosts that start at once end with the same key. */
async function make(file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, file).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
