import { type FakeRobotOptions, startFakeRobot } from '@cuelight/test-harness/fake-robot';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { aBoundApp, bind } from '../world/set-up.js';
import { aConsole } from './a-console.js';

/** The console, with an app whose process runs on the computer of the user, and a robot there whose jobs the test moves. */
export async function aLocalConsole(options: FakeRobotOptions = {}) {
  const robot = await startFakeRobot({ manual: true, ...options });
  onTestFinished(robot.close);
  const console = await aConsole({ manual: true }, { CUELIGHT_ROBOT_PORT: String(robot.port) });
  const { app, connectionId } = await aBoundApp(console);
  const localId = await bind(console, app.id, connectionId, { runOn: 'local-robot' });
  return {
    ...console,
    ...{ app, connectionId, localId, robot: robot.control },
    runPlace: `apps/${app.id}/run/${localId}`,
    checkPlace: `apps/${app.id}/check/${localId}`,
  };
}

/** Fills the form of EchoText in, and has it run. */
export async function runEcho(page: Page, text = 'hello'): Promise<void> {
  await page.getByLabel('in_Text').fill(text);
  await page.getByRole('button', { name: 'Run it' }).click();
}
