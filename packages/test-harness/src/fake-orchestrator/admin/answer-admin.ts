import { done, shown, withCheckedBody } from '../../fake-server/checked-body.js';
import { faultRuleSchema } from '../faults/fault-rule.js';
import type { ApiRequest } from '../http/api-request.js';
import { emptyReply, jsonReply, type Reply } from '../http/reply.js';
import { seedSchema } from '../world/seed.js';
import type { FakeAdmin } from './admin.js';
import { advanceInput, attendedJobInput, forcedStateInput } from './admin-inputs.js';
import { answerChange } from './answer-change.js';

/** Answers what was asked under `/__admin`; `path` is what follows it. 400 names each field that is wrong. */
export async function answerAdmin(admin: FakeAdmin, request: ApiRequest, path: string): Promise<Reply> {
  const { method, body } = request;
  const change = answerChange(admin, request, path);
  if (change !== undefined) return change;
  const [, jobKey = ''] = /^\/jobs\/([^/]+)\/state$/.exec(path) ?? [];
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
      return withCheckedBody(seedSchema, body, async (seed) => {
        await admin.putSeed(seed);
        return emptyReply(204);
      });
    case 'POST /clock/advance':
      return withCheckedBody(advanceInput, body, async ({ ms }) => {
        await admin.advanceClock(ms);
        return shown({ now: admin.state().now });
      });
    case 'POST /jobs':
      return withCheckedBody(attendedJobInput, body, (start) => shown(admin.startAttendedJob(start), 201));
    case `POST /jobs/${jobKey}/state`:
      return withCheckedBody(forcedStateInput, body, (target) => shown(admin.setJobState(jobKey, target)));
    case 'POST /faults':
      return withCheckedBody(faultRuleSchema, body, (rule) => shown(admin.addFault(rule), 201));
    case 'DELETE /faults':
      admin.removeFaults();
      return emptyReply(204);
    case `DELETE /faults/${faultId}`:
      return done(admin.removeFault(faultId));
    default:
      return jsonReply(404, { message: `There is no ${method} ${path} under /__admin.` });
  }
}
