import { emptyReply } from '../../fake-orchestrator/http/reply.js';
import { robotError } from '../http/robot-reply.js';
import { has } from '../site.js';
import { parameter, type RobotRoute } from './robot-route.js';

/** Hands a text to a running job. */
export const sendClientMessage: RobotRoute = {
  port: 'session',
  method: 'POST',
  path: '/SendClientMessage',
  answer(call) {
    const { site, request } = call;
    if (!has(site, 'ClientMessage')) return robotError(404, 'There is no such endpoint.');
    const job = site.engine.byId(parameter(call, 'jobId'));
    if (job === undefined) return robotError(404, 'The job was not found.');
    const { channelName, payload } = request.body ?? {};
    if (typeof channelName !== 'string' || typeof payload !== 'string') {
      return robotError(400, 'The message needs a channelName and a payload, which are texts.');
    }
    job.messages.push({ channelName, payload });
    return emptyReply(200);
  },
};
