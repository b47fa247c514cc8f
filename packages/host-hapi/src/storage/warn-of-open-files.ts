import { stat } from 'node:fs/promises';
import type { Log } from '../logging/log.js';

/** Warns of files of keys that others than their owner may read. */
export async function warnOfOpenFiles(files: readonly string[], log: Log): Promise<void> {
  for (const file of files) {
    // Windows has no such modes, and an absent file is nobody's.
    const mode =
      process.platform === 'win32'
        ? 0
        : await stat(file).then(
            (found) => found.mode,
            () => 0,
          );
    if ((mode & 0o077) !== 0) log.warn({ file }, 'others than its owner may read this file of keys: chmod 600 it');
  }
}
