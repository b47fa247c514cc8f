import { getPort } from './get-port.js';
import { installProcess } from './install-process.js';
import { invokeRobot } from './invoke-robot.js';
import { jobStatus } from './job-status.js';
import { robotProcesses } from './robot-processes.js';
import type { RobotRoute } from './robot-route.js';
import { sendClientMessage } from './send-client-message.js';
import { stopProcess } from './stop-process.js';

/** Every endpoint of both listeners. */
export const robotRoutes: readonly RobotRoute[] = [
  getPort,
  robotProcesses,
  invokeRobot,
  jobStatus,
  stopProcess,
  installProcess,
  sendClientMessage,
];
