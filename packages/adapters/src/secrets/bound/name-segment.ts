import { createHash } from 'node:crypto';

/** Longest segment, so that a name of several fits everywhere: AWS takes 512 characters in all. */
const mostCharacters = 160;

/**
 * Any text as one segment of a name in a vault: letters, digits and `-` as they are, every other byte of its UTF-8 as
 * `_` with two hexadecimal digits. A text that would become too long is told by its SHA-256. No two texts give the same
 * segment, and none is empty, `.` or `..`.
 */
export function nameSegment(text: string): string {
  if (text === '') return '_';
  const written = [...Buffer.from(text, 'utf8')].map(asCharacters).join('');
  return written.length <= mostCharacters ? written : `__${createHash('sha256').update(text).digest('hex')}`;
}

function asCharacters(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
}
