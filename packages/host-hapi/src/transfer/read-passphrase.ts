import { fail, type Result, Secret, succeed } from '@cuelight/core';
import { readFile } from './read-file.js';

/** What can be guessed protects nothing: a sealed file may be tried for as long as one likes. */
const leastCharacters = 12;
const mostBytes = 64 * 1024;

/** Reads a passphrase from a file: its first line, in a file of one line. A failure tells what is wrong, and what to do. */
export async function readPassphrase(path: string): Promise<Result<Secret, string>> {
  const bytes = await readFile(path, mostBytes);
  if (!bytes.ok) return fail(`--passphrase-file ${bytes.failure}`);
  const text = Buffer.from(bytes.value)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (/[\r\n]/.test(text)) return fail('--passphrase-file must have one line, the passphrase.');
  if (text.length < leastCharacters) {
    return fail(
      `--passphrase-file must have a passphrase of ${leastCharacters} characters or more, such as from: openssl rand -base64 24`,
    );
  }
  return succeed(new Secret(text));
}
