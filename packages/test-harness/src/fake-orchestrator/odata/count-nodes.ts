import type { FilterExpression } from './filter-expression.js';

/** How many nodes an expression has; each value of an `in` list is one. */
export function countNodes(expression: FilterExpression): number {
  return 1 + childrenOf(expression).reduce((sum, child) => sum + countNodes(child), 0);
}

function childrenOf(expression: FilterExpression): readonly FilterExpression[] {
  switch (expression.node) {
    case 'literal':
    case 'property':
      return [];
    case 'call':
      return expression.args;
    case 'in':
      return [expression.left, ...expression.list];
    case 'not':
      return [expression.operand];
    default:
      return [expression.left, expression.right];
  }
}
