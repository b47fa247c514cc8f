import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as core from '@cuelight/core';

/** A line of the core as it was built, and what stands there in the mutant. */
export interface Patch {
  /** Below the folder of the built core. */
  readonly file: string;
  /** Must stand there exactly once: a mutant that is none any more is a failure. */
  readonly line: string;
  readonly broken: string;
}

/** The core with one line broken. It is a whole copy, since the core imports nothing but itself. */
export async function mutatedCore({ file, line, broken }: Patch): Promise<typeof core> {
  const built = dirname(createRequire(import.meta.url).resolve('@cuelight/core'));
  const temporary = await mkdtemp(join(tmpdir(), 'cuelight-mutant-'));
  // The name keeps the test runner from transforming what is built already.
  const folder = join(temporary, 'node_modules');
  try {
    await cp(built, folder, { recursive: true, filter: (path) => !/\.(d\.ts|map|tsbuildinfo)$/.test(path) });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const text = await readFile(join(folder, file), 'utf8');
    if (text.split(line).length !== 2) throw new Error(`${file} has not exactly one "${line}"`);
    await writeFile(
      join(folder, file),
      text.replace(line, () => broken),
    );
    return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'index.js')).href)) as typeof core;
  } finally {
    await rm(temporary, { recursive: true });
  }
}
