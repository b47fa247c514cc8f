import { z } from 'zod';
import { jsonReply, type Reply } from '../http/reply.js';
import type { JsonValue } from '../json.js';
import { fieldErrors } from './field-errors.js';
import { sayIssue } from './say-issue.js';

/** Does something with a body that is as it should be; 400 names each field that is wrong. */
export async function checked<T>(
  schema: z.ZodType<T>,
  body: JsonValue | undefined,
  act: (input: T) => Reply | Promise<Reply>,
): Promise<Reply> {
  if (body === undefined) return refused([{ path: '', message: 'the body is empty or is not JSON' }]);
  const parsed = schema.safeParse(body, { error: sayIssue });
  if (!parsed.success) return refused(fieldErrors(parsed.error));
  try {
    return await act(parsed.data);
  } catch (error) {
    // What is wrong with a seed may depend on the version, which this function does not know.
    if (error instanceof z.ZodError) return refused(fieldErrors(error));
    throw error;
  }
}

/** Shows something; 404 when it is not there. */
export function shown(value: object | undefined, status = 200): Reply {
  if (value === undefined) return jsonReply(404, { message: 'There is no such thing.' });
  return jsonReply(status, value as JsonValue);
}

/** 204; 404 when there was nothing to do it with. */
export function done(wasThere: boolean): Reply {
  return wasThere ? { status: 204, headers: {}, body: '' } : shown(undefined);
}

function refused(errors: ReturnType<typeof fieldErrors>): Reply {
  const message = 'The body is not what this route takes.';
  return jsonReply(400, { message, errors: errors.map(({ path, message: fault }) => ({ path, message: fault })) });
}
