import type { Literal } from './filter-expression.js';
import { faultAt } from './odata-error.js';

/** A word (a name, a path or an operator), a literal, one of `(`, `)`, `,`, or the end. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly text: string; readonly literal: Literal; readonly at: number }
  | { readonly kind: 'mark'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

/** Order matters: a GUID or a date begins like a number or a word. `\b` is not enough after a quote, hence the lookaheads. */
const pattern = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<string>'(?:[^']|'')*')(?![\w'])`,
    String.raw`(?<guid>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?!\w)`,
    String.raw`(?<date>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d))(?!\w)`,
    String.raw`(?<number>-?\d+(?:\.\d+)?)(?![\w.-])`,
    String.raw`(?<word>[a-z_]\w*(?:\/[a-z_]\w*)*)`,
    '(?<mark>[(),])',
  ].join('|'),
  'iy',
);

/** Cuts a filter into tokens; the last one is always `end`. */
export function tokensOf(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    pattern.lastIndex = at;
    const groups = pattern.exec(filter)?.groups;
    if (groups === undefined) throw faultAt(at, 'Syntax error: unexpected character');
    const token = tokenOf(groups, at);
    if (token !== undefined) tokens.push(token);
    at = pattern.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, at: number): Token | undefined {
  const { string, guid, date, number, word, mark } = groups;
  if (string !== undefined) {
    return {
      kind: 'literal',
      text: string,
      literal: { kind: 'string', value: string.slice(1, -1).replaceAll("''", "'") },
      at,
    };
  }
  if (guid !== undefined)
    return { kind: 'literal', text: guid, literal: { kind: 'guid', value: guid.toLowerCase() }, at };
  if (date !== undefined) return { kind: 'literal', text: date, literal: { kind: 'date', value: date }, at };
  if (number !== undefined)
    return { kind: 'literal', text: number, literal: { kind: 'number', value: Number(number) }, at };
  if (word !== undefined) return { ...wordOrConstant(word), at };
  return mark === undefined ? undefined : { kind: 'mark', text: mark, at };
}

function wordOrConstant(
  text: string,
): { kind: 'word'; text: string } | { kind: 'literal'; text: string; literal: Literal } {
  if (text === 'true' || text === 'false') {
    return { kind: 'literal', text, literal: { kind: 'boolean', value: text === 'true' } };
  }
  return text === 'null' ? { kind: 'literal', text, literal: { kind: 'null', value: null } } : { kind: 'word', text };
}
