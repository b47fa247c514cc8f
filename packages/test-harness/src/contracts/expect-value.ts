import type { Failure, Result } from '@cuelight/core';
import { expect } from 'vitest';

/** The value of a result that must be a success; otherwise the check fails and shows the failure. */
export function expectValue<T>(result: Result<T, Failure>): T {
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) throw new Error(`unexpected failure ${result.failure.code}`);
  return result.value;
}
