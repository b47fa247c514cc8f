import { jsonReply } from '../../fake-orchestrator/http/reply.js';
import type { RobotRoute } from './robot-route.js';

/** Tells where the listener of the user's session is, and what it can do. */
export const getPort: RobotRoute = {
  port: 'discovery',
  method: 'GET',
  path: '/GetPort',
  answer: ({ site: { features }, sessionPort }) =>
    jsonReply(200, { Port: sessionPort, ...(features !== null && { ServerFeatures: [...features] }) }),
};
