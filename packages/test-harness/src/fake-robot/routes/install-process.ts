import { jsonReply } from '../../fake-orchestrator/http/reply.js';
import { robotError } from '../http/robot-reply.js';
import { has } from '../site.js';
import { parameter, type RobotRoute } from './robot-route.js';

/** Gets the package of a process onto the computer, and tells which arguments it takes. */
export const installProcess: RobotRoute = {
  port: 'session',
  method: 'GET',
  path: '/InstallProcess',
  answer(call) {
    const { site } = call;
    if (!has(site, 'InstallProcess')) return robotError(404, 'There is no such endpoint.');
    const process = site.catalog.byKey(parameter(call, 'robotProcessId'));
    if (process === undefined) return robotError(404, 'The process was not found.');
    site.catalog.download(process.key);
    return jsonReply(200, {
      InputArgumentsSchema: process.arguments.input.map(({ name, type, required, hasDefault }) => ({
        Name: name,
        Type: type,
        IsRequired: required,
        HasDefault: hasDefault,
      })),
    });
  },
};
