import { onTestFinished } from 'vitest';
import { type FakeRobot, type FakeRobotOptions, startFakeRobot } from '../../src/fake-robot/index.js';

/** The origin of a page that talks to the robot. */
export const appOrigin = 'https://app.example.com';

/** A robot that ends with the test. Its jobs move only when they are moved. */
export async function aRobot(options: FakeRobotOptions = {}): Promise<FakeRobot> {
  const robot = await startFakeRobot({ manual: true, ...options });
  onTestFinished(robot.close);
  return robot;
}
