/**
 * Whether a parsed JSON value has at most so many levels of objects and arrays, its own included. Made without
 * recursion, so that no value exhausts the stack: JSON.parse reads nesting that JSON.stringify cannot write again.
 */
export function isNestedAtMost(levels: number, value: unknown): boolean {
  let nested = [value].filter(isNest);
  for (let level = 0; nested.length > 0; level += 1) {
    if (level === levels) return false;
    nested = nested.flatMap((one) => Object.values(one).filter(isNest));
  }
  return true;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
