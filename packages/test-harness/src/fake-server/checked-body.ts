import { z } from 'zod';
import { type FieldError, fieldErrors } from '../fake-orchestrator/admin/field-errors.js';
import { sayIssue } from '../fake-orchestrator/admin/say-issue.js';
import { emptyReply, jsonReply } from '../fake-orchestrator/http/reply.js';
import type { JsonValue } from '../fake-orchestrator/json.js';
import type { FakeReply } from './fake-reply.js';

/** Does what a body of the other side of a fake asks for; 400 names each field that is wrong. */
export async function withCheckedBody<T>(
  schema: z.ZodType<T>,
  body: JsonValue | undefined,
  act: (input: T) => FakeReply | Promise<FakeReply>,
): Promise<FakeReply> {
  if (body === undefined) return refused([{ path: '', message: 'the body is empty or is not JSON' }]);
  const parsed = schema.safeParse(body, { error: sayIssue });
  if (!parsed.success) return refused(fieldErrors(parsed.error));
  try {
    return await act(parsed.data);
  } catch (error) {
    // What is wrong with an input may depend on more than its schema.
    if (error instanceof z.ZodError) return refused(fieldErrors(error));
    throw error;
  }
}

/** Shows something of the other side of a fake; 404 when there is no such thing. */
export function shown(value: object | undefined, status = 200): FakeReply {
  if (value === undefined) return jsonReply(404, { message: 'There is no such thing.' });
  return jsonReply(status, value as JsonValue);
}

/** 204; 404 when there was nothing to do it with. */
export function done(wasThere: boolean): FakeReply {
  return wasThere ? emptyReply(204) : shown(undefined);
}

function refused(errors: readonly FieldError[]): FakeReply {
  const message = 'The body is not what this route takes.';
  return jsonReply(400, { message, errors: errors.map(({ path, message: fault }) => ({ path, message: fault })) });
}
