import { jsonReply } from '../../fake-orchestrator/http/reply.js';
import type { RobotRoute } from './robot-route.js';

/** Lists what the user may run. */
export const robotProcesses: RobotRoute = {
  port: 'session',
  method: 'GET',
  path: '/RobotProcesses',
  answer: ({ site }) =>
    jsonReply(200, {
      response: site.catalog
        .all()
        .map(({ key, name, description }) => ({ Key: key, Name: name, Description: description })),
    }),
};
