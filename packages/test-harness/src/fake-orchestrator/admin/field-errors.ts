import type { z } from 'zod';

/** What is wrong with an input, field by field. */
export interface FieldError {
  /** Such as `tenants.0.name`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Tells of each fault where it is; an unknown field counts as one. */
export function fieldErrors(error: z.ZodError): readonly FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: issue.message }));
  });
}
