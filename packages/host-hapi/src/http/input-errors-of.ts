import type { z } from 'zod';
import type { InputError } from '../problems/refusal.js';

/**
 * The faults that a check found, one for each field. The first step of a path, which says where the field is (`body`,
 * `query`), is left out; no message holds a value that was sent.
 */
export function inputErrorsOf(error: z.ZodError): readonly InputError[] {
  return error.issues.flatMap(nearest).flatMap((issue): InputError[] => {
    const steps = issue.path.slice(1).map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...steps, key].join('.'), message: 'is not a field of this request' }));
    }
    return [{ path: steps.join('.'), message: issue.message }];
  });
}

/** Of alternatives, what is wrong with the only one that has the kind of value that was sent; else that none fits. */
function nearest(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [near, ...more] = issue.errors.filter(
    (inner) => !inner.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  if (near === undefined || more.length > 0) return [issue];
  return near.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}
