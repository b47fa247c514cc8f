/** A literal of a filter. Dates, GUIDs and strings are kept as text. */
export type Literal =
  | { readonly kind: 'string' | 'guid' | 'date'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null };

/** The comparisons of OData. */
export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
/** One comparison of OData. */
export type Comparison = (typeof comparisons)[number];

/** The functions that a filter may call, with the number of their arguments. */
export const functionArity = { startswith: 2, endswith: 2, contains: 2, tolower: 1 } as const;
/** The name of a function that a filter may call. */
export type FunctionName = keyof typeof functionArity;

/** A parsed `$filter`. `at` is the position of its first character, from 0. */
export type FilterExpression =
  | { readonly node: 'literal'; readonly literal: Literal; readonly at: number }
  | { readonly node: 'property'; readonly path: readonly string[]; readonly at: number }
  | {
      readonly node: 'call';
      readonly name: FunctionName;
      readonly args: readonly FilterExpression[];
      readonly at: number;
    }
  | {
      readonly node: 'compare';
      readonly operator: Comparison;
      readonly left: FilterExpression;
      readonly right: FilterExpression;
      readonly at: number;
    }
  | {
      readonly node: 'in';
      readonly left: FilterExpression;
      readonly list: readonly FilterExpression[];
      readonly at: number;
    }
  | {
      readonly node: 'and' | 'or';
      readonly left: FilterExpression;
      readonly right: FilterExpression;
      readonly at: number;
    }
  | { readonly node: 'not'; readonly operand: FilterExpression; readonly at: number };
