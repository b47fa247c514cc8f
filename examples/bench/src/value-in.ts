import type { Result } from '@cuelight/core';

/** The value of what must not fail for anything to be measured. */
export function valueIn<T>(result: Result<T, { readonly detail: string }>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}
