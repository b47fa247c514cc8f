import { canonicalJson, type JsonObject } from '@cuelight/core';

/**
 * A mark of an input, kept in its place to tell whether another start under the same key means the same: 2 x 32 bits of
 * FNV-1a (Fowler, Noll, Vo), from both ends. Not secret-proof; it stays in the page.
 */
export function inputMark(input: JsonObject = {}): string {
  const text = canonicalJson(input);
  let [forth, back] = [0x811c9dc5, 0x811c9dc5];
  for (let at = 0; at < text.length; at += 1) {
    forth = Math.imul(forth ^ text.charCodeAt(at), 0x01000193);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - at), 0x01000193);
  }
  return `${text.length} ${forth >>> 0} ${back >>> 0}`;
}
