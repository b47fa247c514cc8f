import { z } from 'zod';
import { faultRuleSchema } from '../faults/fault-rule.js';
import type { ApiRequest } from '../http/api-request.js';
import { emptyReply, jsonReply, type Reply } from '../http/reply.js';
import type { JsonValue } from '../json.js';
import { seedSchema } from '../world/seed.js';
import type { FakeAdmin } from './admin.js';
import { advanceInput, attendedJobInput, forcedStateInput, versionInput } from './admin-inputs.js';
import { fieldErrors } from './field-errors.js';
import { sayIssue } from './say-issue.js';

/** Answers what was asked under `/__admin`; `path` is what follows it. 400 names each field that is wrong. */
export async function answerAdmin(admin: FakeAdmin, { method, body }: ApiRequest, path: string): Promise<Reply> {
  const [, jobKey = ''] = /^\/jobs\/([^/]+)\/state$/.exec(path) ?? [];
  const [, versionKey = ''] = /^\/releases\/([^/]+)\/version$/.exec(path) ?? [];
  const [, releaseKey = ''] = /^\/releases\/([^/]+)$/.exec(path) ?? [];
  const [, faultId = ''] = /^\/faults\/([^/]+)$/.exec(path) ?? [];

  switch (`${method} ${path}`) {
    case 'GET /journal':
      return shown(admin.journal());
    case 'GET /state':
      return shown(admin.state());
    case 'GET /deliveries':
      return shown(admin.deliveries());
    case 'POST /reset':
      await admin.reset();
      return emptyReply(204);
    case 'PUT /seed':
      return checked(seedSchema, body, async (seed) => {
        await admin.putSeed(seed);
        return emptyReply(204);
      });
    case 'POST /clock/advance':
      return checked(advanceInput, body, async ({ ms }) => {
        await admin.advanceClock(ms);
        return shown({ now: admin.state().now });
      });
    case 'POST /jobs':
      return checked(attendedJobInput, body, (start) => shown(admin.startAttendedJob(start), 201));
    case `POST /jobs/${jobKey}/state`:
      return checked(forcedStateInput, body, (target) => shown(admin.setJobState(jobKey, target)));
    case 'POST /folders/renumber':
      return shown(admin.renumberFolders());
    case `POST /releases/${versionKey}/version`:
      return checked(versionInput, body, ({ version }) => shown(admin.setReleaseVersion(versionKey, version)));
    case `DELETE /releases/${releaseKey}`:
      return admin.removeRelease(releaseKey) ? emptyReply(204) : shown(undefined);
    case 'POST /faults':
      return checked(faultRuleSchema, body, (rule) => shown(admin.addFault(rule), 201));
    case 'DELETE /faults':
      admin.removeFaults();
      return emptyReply(204);
    case `DELETE /faults/${faultId}`:
      return admin.removeFault(faultId) ? emptyReply(204) : shown(undefined);
    default:
      return jsonReply(404, { message: `There is no ${method} ${path} under /__admin.` });
  }
}

async function checked<T>(
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

function refused(errors: ReturnType<typeof fieldErrors>): Reply {
  const message = 'The body is not what this route takes.';
  return jsonReply(400, { message, errors: errors.map(({ path, message: fault }) => ({ path, message: fault })) });
}

function shown(value: object | undefined, status = 200): Reply {
  if (value === undefined) return jsonReply(404, { message: 'There is no such thing.' });
  return jsonReply(status, value as JsonValue);
}
