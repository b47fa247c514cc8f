/** How much of a name is shown, in characters. */
const longest = 160;

/**
 * A name out of a certificate that anybody may have made, on one line: without control, formatting and unassigned
 * characters, with which a text could pass for another, and no longer than can be read.
 */
export function printable(text: string): string {
  // Cut before it is looked at, so that a name of any length costs the same.
  const start = text.slice(0, longest * 4).replaceAll('\n', ', ');
  const clean = start.replace(/[\p{C}\p{Zl}\p{Zp}"]/gu, '?').replace(/\s/gu, ' ');
  return clean.length <= longest && text.length <= longest * 4 ? clean : `${cut(clean)}...`;
}

/** Never in the middle of a character. */
function cut(text: string): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
