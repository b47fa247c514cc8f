import { emptyReply } from '../../fake-orchestrator/http/reply.js';
import { robotError } from '../http/robot-reply.js';
import { parameter, type RobotRoute } from './robot-route.js';

/** Stops every running job of a process, whoever started it; the listener has no way to stop one job. */
export const stopProcess: RobotRoute = {
  port: 'session',
  method: 'GET',
  path: '/StopProcess',
  answer(call) {
    const process = call.site.catalog.byKey(parameter(call, 'robotProcessId'));
    if (process === undefined) return robotError(404, 'The process was not found.');
    call.site.engine.stop(process.key);
    return emptyReply(200);
  },
};
