import { open } from 'node:fs/promises';
import { fail, type Result, succeed } from '@cuelight/core';

/** Reads a file as a whole; a failure tells why that cannot be done, and never what is in it. */
export async function readFile(path: string, mostBytes: number): Promise<Result<Uint8Array, string>> {
  try {
    const handle = await open(path, 'r');
    try {
      const status = await handle.stat();
      if (!status.isFile()) return fail(`${path} is not a file.`);
      if (status.size > mostBytes) return fail(`${path} is larger than ${mostBytes / 1024 / 1024} MiB.`);
      return succeed(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(`${path} cannot be read (${code}).`);
  }
}
