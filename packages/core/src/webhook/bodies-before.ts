import { type JsonStyle, jsonTokensOf, writeJson } from './rewrite-json.js';

/**
 * What a body may have been before something on its way wrote it anew, each once, the likeliest first; never the body
 * itself.
 */
export function* bodiesBefore(body: Uint8Array): Generator<Uint8Array, void> {
  const isMarked = mark.every((byte, index) => body[index] === byte);
  const bare = isMarked ? body.subarray(mark.length) : body;
  if (isMarked) yield bare;
  const text = textOf(bare);
  if (text !== undefined) {
    const seen = new Set([text]);
    for (const before of textsBefore(text)) {
      if (seen.has(before)) continue;
      seen.add(before);
      yield new TextEncoder().encode(before);
    }
  }
  if (!isMarked) yield new Uint8Array([...mark, ...bare]);
}

/** The byte order mark of UTF-8. */
const mark = [0xef, 0xbb, 0xbf];

function* textsBefore(text: string): Generator<string, void> {
  const trimmed = text.replace(/[\t\n\r ]{1,9}$/, '');
  yield trimmed;
  yield `${trimmed}\n`;
  yield `${trimmed}\r\n`;
  const unixLines = text.replace(/\r\n/g, '\n');
  yield unixLines;
  yield unixLines.replace(/\n/g, '\r\n');
  const tokens = jsonTokensOf(text);
  if (tokens === undefined) return;
  for (const quote of quotes) for (const layout of layouts) yield writeJson(tokens, { ...layout, quote });
}

/** How programs lay JSON out: compact, as Python does on one line, indented by two blanks, and so on Windows. */
const layouts: readonly Omit<JsonStyle, 'quote'>[] = [
  { lineEnd: '', isSpaced: false },
  { lineEnd: '', isSpaced: true },
  { lineEnd: '\n', isSpaced: true },
  { lineEnd: '\r\n', isSpaced: true },
];

/** How they escape a string, given as JSON.stringify writes it: not at all, as Python, PHP and System.Text.Json do. */
const quotes: readonly JsonStyle['quote'][] = [
  (quoted) => quoted,
  (quoted) => quoted.replace(beyondAscii, lowerEscape),
  (quoted) => quoted.replace(/\//g, '\\/'),
  (quoted) => quoted.replace(/\//g, '\\/').replace(beyondAscii, lowerEscape),
  (quoted) => `"${quoted.slice(1, -1).replace(/\\.|[&<>'+`]|[^ -~]/g, webEscape)}"`,
];

const beyondAscii = /[^ -~]/g;

function lowerEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function webEscape(unit: string): string {
  if (unit === '\\"') return '\\u0022';
  return unit.startsWith('\\') ? unit : `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}
