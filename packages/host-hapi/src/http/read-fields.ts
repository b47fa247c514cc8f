import { fail, type Result, succeed } from '@cuelight/core';
import { z } from 'zod';
import type { HostRefusal } from '../problems/refusal.js';
import type { RawRequest, RouteInput } from '../routes/route.js';
import { inputErrorsOf } from './input-errors-of.js';
import { readJsonBody } from './read-json-body.js';
import { sayFault } from './say-fault.js';

/**
 * Reads and checks the fields of a request, all faults at once. A query is refused where none is taken; a body nobody
 * asked for is not looked at.
 *
 * @returns `invalid-input`, `media-type-not-supported`
 */
export function readFields<S extends RouteInput>(
  takes: S,
  request: RawRequest,
): Result<z.output<z.ZodObject<S>>, HostRefusal> {
  const body = takes.body === undefined ? succeed(undefined) : readJsonBody(request.body, request.headers);
  if (!body.ok) return body;
  const { params, query, headers } = request;
  const fields = z.object(takes).safeParse({ params, query, headers, body: body.value }, { error: sayFault });
  const stray = takes.query === undefined ? z.object({ query: z.strictObject({}) }).safeParse({ query }) : undefined;
  if (fields.success && stray?.success !== false) return succeed(fields.data);
  const errors = [fields, stray].flatMap((checked) => (checked?.error ? inputErrorsOf(checked.error) : []));
  const detail =
    errors.length === 1 ? 'One field is not as it has to be.' : `${errors.length} fields are not as they have to be.`;
  return fail({ code: 'invalid-input', detail, errors });
}
