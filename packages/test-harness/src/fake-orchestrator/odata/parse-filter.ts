import {
  type Comparison,
  comparisons,
  type FilterExpression,
  type FunctionName,
  functionArity,
} from './filter-expression.js';
import { type Token, tokensOf } from './filter-tokens.js';
import { faultAt } from './odata-error.js';

/** What filters may say, by version. */
export interface FilterDialect {
  /** Whether a property may be compared with a list of values. */
  readonly hasIn: boolean;
  /** Whether letter case does not matter in names of properties, in any query option. */
  readonly ignoresCase?: boolean;
}

/** Deeper nesting is refused, so that no filter can exhaust the stack. */
const deepest = 100;

/**
 * Parses a `$filter`: `or` binds loosest, then `and`, `not`, comparisons and `in`.
 * Throws an `ODataError` that names the position of what it does not understand.
 */
export function parseFilter(filter: string, { hasIn }: FilterDialect): FilterExpression {
  const tokens = tokensOf(filter);
  let next = 0;
  let depth = 0;

  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', at: filter.length };
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };
  const takeIf = (kind: Token['kind'], text: string): boolean => {
    const matches = peek().kind === kind && peek().text === text;
    if (matches) next += 1;
    return matches;
  };
  const expect = (mark: string): void => {
    if (!takeIf('mark', mark)) throw unexpected(peek(), `'${mark}'`);
  };

  function chain(word: 'or' | 'and', operand: () => FilterExpression): FilterExpression {
    let left = operand();
    while (takeIf('word', word)) left = { node: word, left, right: operand(), at: left.at };
    return left;
  }

  function either(): FilterExpression {
    depth += 1;
    if (depth > deepest) throw faultAt(peek().at, 'The nesting is too deep');
    const expression = chain('or', () => chain('and', negation));
    depth -= 1;
    return expression;
  }

  function negation(): FilterExpression {
    const { at } = peek();
    if (!takeIf('word', 'not')) return comparison();
    depth += 1;
    if (depth > deepest) throw faultAt(at, 'The nesting is too deep');
    const operand = negation();
    depth -= 1;
    return { node: 'not', operand, at };
  }

  function comparison(): FilterExpression {
    const left = operand();
    const { at } = left;
    if (hasIn && takeIf('word', 'in')) return { node: 'in', left, list: list(literal), at };
    const operator = peek();
    if (operator.kind !== 'word' || !isComparison(operator.text)) return left;
    next += 1;
    return { node: 'compare', operator: operator.text, left, right: operand(), at };
  }

  function operand(): FilterExpression {
    if (takeIf('mark', '(')) {
      const inner = either();
      expect(')');
      return inner;
    }
    if (peek().kind === 'literal') return literal();
    const name = take();
    if (name.kind !== 'word' || reserved.has(name.text)) throw unexpected(name, 'a property, a value or a function');
    if (peek().text !== '(') return { node: 'property', path: name.text.split('/'), at: name.at };
    if (!isFunction(name.text)) throw faultAt(name.at, `Unknown function '${name.text}'`);
    const args = list(operand);
    if (args.length !== functionArity[name.text]) {
      throw faultAt(name.at, `${name.text} takes ${functionArity[name.text]} argument(s), not ${args.length},`);
    }
    return { node: 'call', name: name.text, args, at: name.at };
  }

  function literal(): FilterExpression {
    const token = take();
    if (token.kind !== 'literal') throw unexpected(token, 'a value');
    return { node: 'literal', literal: token.literal, at: token.at };
  }

  function list(item: () => FilterExpression): readonly FilterExpression[] {
    expect('(');
    const items = [item()];
    while (takeIf('mark', ',')) items.push(item());
    expect(')');
    return items;
  }

  const expression = either();
  if (peek().kind !== 'end') throw unexpected(peek(), 'the end');
  return expression;
}

const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', ...comparisons]);

function isComparison(word: string): word is Comparison {
  return (comparisons as readonly string[]).includes(word);
}

function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(functionArity, word);
}

function unexpected(token: Token, instead: string): Error {
  const what = token.kind === 'end' ? 'the end' : `'${token.text}'`;
  return faultAt(token.at, `Syntax error: found ${what} instead of ${instead}`);
}
