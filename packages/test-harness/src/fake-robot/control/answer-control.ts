import { advanceInput } from '../../fake-orchestrator/admin/admin-inputs.js';
import { emptyReply, jsonReply } from '../../fake-orchestrator/http/reply.js';
import { shown, withCheckedBody } from '../../fake-server/checked-body.js';
import type { FakeReply } from '../../fake-server/fake-reply.js';
import type { FakeRequest } from '../../fake-server/fake-request.js';
import { robotFaultRuleSchema } from '../faults/fault-rule.js';
import type { FakeRobotControl } from './control.js';
import {
  consentInput,
  eventInput,
  featuresInput,
  originsInput,
  robotStateInput,
  startInput,
  statusInput,
  stopInput,
} from './control-inputs.js';

/** Answers what was asked under `/__control`; `path` is what follows it. 400 names each field that is wrong. */
export async function answerControl(
  control: FakeRobotControl,
  { method, body }: Pick<FakeRequest, 'method' | 'body'>,
  path: string,
): Promise<FakeReply> {
  const [, code = '', verdict = ''] = /^\/codes\/([^/]+)\/(approve|reject)$/.exec(path) ?? [];
  const [, jobId = ''] = /^\/jobs\/([^/]+)\/(?:state|status|event)$/.exec(path) ?? [];
  const [, faultId = ''] = /^\/faults\/([^/]+)$/.exec(path) ?? [];
  const done = (act: () => void): FakeReply => {
    act();
    return emptyReply(204);
  };

  switch (`${method} ${path}`) {
    case 'GET /journal':
      return shown(control.journal().map(({ body: _body, ...entry }) => entry));
    case 'GET /state':
      return shown(control.state());
    case 'GET /codes':
      return shown(control.codes());
    case 'GET /jobs':
      return shown(control.jobs());
    case `POST /codes/${code}/${verdict}`:
      return (verdict === 'approve' ? control.approve(code) : control.reject(code))
        ? emptyReply(204)
        : shown(undefined);
    case 'PUT /consent':
      return withCheckedBody(consentInput, body, ({ mode }) => done(() => control.setConsent(mode)));
    case 'POST /tokens/expire':
      return done(control.expireTokens);
    case 'PUT /origins':
      return withCheckedBody(originsInput, body, ({ allowed, forbidden }) =>
        done(() => control.setOrigins({ ...(allowed && { allowed }), ...(forbidden && { forbidden }) })),
      );
    case 'PUT /features':
      return withCheckedBody(featuresInput, body, ({ features }) => done(() => control.setFeatures(features)));
    case `POST /jobs/${jobId}/state`:
      return withCheckedBody(robotStateInput, body, (target) => shown(control.setJobState(jobId, target)));
    case `POST /jobs/${jobId}/status`:
      return withCheckedBody(statusInput, body, ({ text }) => shown(control.emitStatus(jobId, text)));
    case `POST /jobs/${jobId}/event`:
      return withCheckedBody(eventInput, body, (event) => shown(control.emitEvent(jobId, event)));
    case 'POST /connections/drop':
      return done(control.dropConnections);
    case 'POST /session/move':
      return shown({ sessionPort: await control.moveSessionPort() });
    case 'POST /stop':
      return withCheckedBody(stopInput, body, async ({ what }) => {
        await control.stop(what);
        return emptyReply(204);
      });
    case 'POST /start':
      return withCheckedBody(startInput, body ?? {}, async (options) => {
        await control.start(options);
        return shown({ sessionPort: control.state().sessionPort });
      });
    case 'POST /clock/advance':
      return withCheckedBody(advanceInput, body, async ({ ms }) => {
        await control.advanceClock(ms);
        return shown({ now: control.state().now });
      });
    case 'POST /faults':
      return withCheckedBody(robotFaultRuleSchema, body, (rule) => shown(control.addFault(rule), 201));
    case 'DELETE /faults':
      return done(control.removeFaults);
    case `DELETE /faults/${faultId}`:
      return control.removeFault(faultId) ? emptyReply(204) : shown(undefined);
    case 'POST /reset':
      await control.reset();
      return emptyReply(204);
    default:
      return jsonReply(404, { message: `There is no ${method} ${path} under /__control.` });
  }
}
