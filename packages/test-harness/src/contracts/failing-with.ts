import type { FailureCode } from '@cuelight/core';
import { expect } from 'vitest';

/** What a failure with this code looks like, for `expect(...).toEqual`: with a detail, whatever it says. */
export function failingWith(code: FailureCode): unknown {
  return { ok: false, failure: expect.objectContaining({ code, detail: expect.stringMatching(/\S/) }) };
}
