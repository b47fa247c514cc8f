import { type TextPlace, textPlace } from './text-place.js';

/**
 * Finds the first number in a JSON text that reading would change without a word: one beyond what a double holds, such as
 * `1e400`, and a whole number beyond 2^53 - 1, such as a long identifier.
 *
 * @param json a text that is JSON
 */
export function inexactNumberAt(json: string): TextPlace | undefined {
  for (const { 0: token, index } of json.matchAll(stringOrNumber)) {
    if (!token.startsWith('"') && !isKept(token)) return textPlace(json, index);
  }
  return undefined;
}

/** Strings are matched so that no digit in one is taken for a number. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

function isKept(token: string): boolean {
  const value = Number(token);
  return /^-?\d+$/.test(token) ? Number.isSafeInteger(value) : Number.isFinite(value);
}
