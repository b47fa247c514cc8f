import { type TextPlace, textPlace } from './text-place.js';

/**
 * Finds where a text that is not JSON stops being JSON: at the first token that cannot stand there, or at its end. The
 * engine's own message is of no use: it does not always name the position, and it quotes the text.
 */
export function jsonFaultAt(text: string): TextPlace {
  return textPlace(text, faultPosition(text));
}

/** Source: RFC 8259, sections 2, 6 and 7. */
const blank = /[ \t\n\r]*/y;
const string = /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"/uy;
const token = /[[\]{}:,]|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'what follows a value';

function faultPosition(text: string): number {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let position = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0] ?? '';
    position += found.length;
    return found;
  };

  for (;;) {
    skip(blank);
    const start = position;
    const found = skip(string) || skip(token);
    const next: Expected | undefined = found === '' ? undefined : after(found, expected, open);
    if (next === undefined) return start;
    expected = next;
  }
}

/** What may come after a token; undefined when the token may not stand here. */
function after(found: string, expected: Expected, open: ('[' | '{')[]): Expected | undefined {
  const inside = open.at(-1);
  if (expected === ':') return found === ':' ? 'value' : undefined;
  if (expected.startsWith('key') && found.startsWith('"')) return ':';
  if (found === '}' && inside === '{' && (expected === 'key or }' || expected === 'what follows a value')) {
    open.pop();
    return 'what follows a value';
  }
  if (found === ']' && inside === '[' && (expected === 'value or ]' || expected === 'what follows a value')) {
    open.pop();
    return 'what follows a value';
  }
  if (expected === 'what follows a value') {
    if (found !== ',' || inside === undefined) return undefined;
    return inside === '{' ? 'key' : 'value';
  }
  if (expected.startsWith('key') || /^[\]}:,]/.test(found)) return undefined;
  if (found !== '[' && found !== '{') return 'what follows a value';
  open.push(found);
  return found === '[' ? 'value or ]' : 'key or }';
}
