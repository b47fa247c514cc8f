import { expect } from 'vitest';
import type { FakeRobot, FakeRobotOptions } from '../../../src/fake-robot/index.js';
import { aRobot } from '../a-robot.js';
import type { Outcome, PageGlobals, SdkBrowser, SdkPage } from './sdk-page.js';

// What the functions that run in a page see there.
declare const { UiPathRobot, outcomes, begin, startByName }: PageGlobals;

/** A robot, and a page that asks at its port. */
export async function aPage(
  browser: SdkBrowser,
  options: FakeRobotOptions = {},
): Promise<{ readonly robot: FakeRobot; readonly page: SdkPage }> {
  const robot = await aRobot(options);
  return { robot, page: await browser.open(robot.port) };
}

/** Begins to start a process; the outcome is `job`. */
export function start(page: SdkPage, name: string, input?: object): Promise<void> {
  return page.run(({ process, args }) => begin('job', () => startByName(process, args)), {
    process: name,
    args: input,
  });
}

/** Begins to ask for the processes. */
export function listProcesses(page: SdkPage, outcome = 'list'): Promise<void> {
  return page.run((name) => begin(name, () => UiPathRobot.getProcesses()), outcome);
}

/** Waits for the end of what was begun under a name. */
export async function outcomeOf(page: SdkPage, name: string): Promise<Outcome | undefined> {
  let outcome: Outcome | undefined;
  await expect
    .poll(
      async () => {
        outcome = await page.run((wanted) => outcomes[wanted], name);
        return outcome;
      },
      { timeout: 20_000 },
    )
    .toBeDefined();
  return outcome;
}

/** Waits for the first job of a robot; gives its id. */
export async function jobOf(robot: FakeRobot): Promise<string> {
  await expect.poll(robot.control.jobs, { timeout: 20_000 }).toHaveLength(1);
  return robot.control.jobs()[0]?.id ?? '';
}
