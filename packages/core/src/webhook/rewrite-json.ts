/** How JSON may be laid out and escaped by a program that writes it. */
export interface JsonStyle {
  /** What stands for a line end, with the indentation of one level after it; none at all where all is on one line. */
  readonly lineEnd: '' | '\n' | '\r\n';
  /** Whether a blank follows each colon, and, on one line, each comma. */
  readonly isSpaced: boolean;
  /** Escapes a string, given with its quotes as JSON.stringify writes it. */
  readonly quote: (quoted: string) => string;
}

/** JSON text taken apart: punctuation, strings with their quotes, and numbers and words, each as it was written. */
export type JsonTokens = readonly string[];

/** Deeper JSON is left alone: indented, it would be many times as long. Events of Orchestrator are far flatter. */
const deepest = 32;

const token = /[\t\n\r ]*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\t\n\r {}[\],:"]+)/y;

/**
 * Takes JSON apart without reading it as values: numbers keep their digits, members their order, even doubled ones.
 * Undefined when it is no JSON, or nested deeper than 32 levels.
 */
export function jsonTokensOf(text: string): JsonTokens | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens: string[] = [];
  let depth = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, each = ''] = match;
    if (each === '{' || each === '[') depth += 1;
    if (each === '}' || each === ']') depth -= 1;
    if (depth > deepest) return undefined;
    tokens.push(each);
  }
  return tokens;
}

/** Writes JSON in a style. */
export function writeJson(tokens: JsonTokens, { lineEnd, isSpaced, quote }: JsonStyle): string {
  const written: string[] = [];
  let depth = 0;
  const breakLine = () => {
    if (lineEnd !== '') written.push(lineEnd, '  '.repeat(depth));
  };
  for (const [index, each] of tokens.entries()) {
    const isClosing = each === '}' || each === ']';
    const wasOpening = tokens[index - 1] === '{' || tokens[index - 1] === '[';
    if (isClosing) depth -= 1;
    // An empty object or array stays on its line.
    if (wasOpening !== isClosing && index > 0) breakLine();
    if (each === '{' || each === '[') depth += 1;
    written.push(each.startsWith('"') ? rewritten(each, quote) : each);
    if (each === ':' && isSpaced) written.push(' ');
    if (each === ',') {
      if (lineEnd === '' && isSpaced) written.push(' ');
      breakLine();
    }
  }
  return written.join('');
}

function rewritten(quoted: string, quote: JsonStyle['quote']): string {
  return quote(JSON.stringify(JSON.parse(quoted)));
}
