import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { JsonObject, Run } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { type FakeRobot, type FakeRobotOptions, startFakeRobot } from '@cuelight/test-harness/fake-robot';
import { type NodeBrowser, openNodeBrowser } from '@cuelight/test-harness/node-browser';
import { onTestFinished } from 'vitest';
import {
  createRobotBridge,
  type RobotBridge,
  type RobotBridgeOptions,
  type RobotModule,
} from '../../src/robotjs/index.js';
import { onlyPage } from '../../src/robotjs/tabs.js';

/** The unmodified SDK, as a page loads it by a script tag. */
const sdkScript = readFileSync(createRequire(import.meta.url).resolve('@uipath/robot/dist/js/UiPathRobot.js'), 'utf8');

export const appOrigin = 'https://app.example.com';
export const processId = '01933f1e-0000-7000-8000-000000000001';
/** A second reference, to another process. */
export const otherProcessId = '01933f1e-0000-7000-8000-000000000002';

/** What the app knows of its references. */
export const references: Readonly<Record<string, { releaseName: string; packageId: string }>> = {
  [processId]: { releaseName: 'ReadMail', packageId: 'ReadMail' },
  [otherProcessId]: { releaseName: 'SendReport', packageId: 'SendReport' },
};

/** A robot that ends with the test. Its jobs move only when they are moved. */
export async function aRobot(options: FakeRobotOptions = {}): Promise<FakeRobot> {
  const robot = await startFakeRobot({ manual: true, seed, ...options });
  onTestFinished(robot.close);
  return robot;
}

export const seed = {
  processes: [
    {
      name: 'ReadMail',
      arguments: {
        input: [{ name: 'in_Text', type: 'System.String' }],
      },
    },
    { name: 'SendReport' },
  ],
};

/** A page in a browser, with an SDK of its own. */
export function aPage(browser: NodeBrowser = openNodeBrowser(appOrigin)) {
  const page = browser.open();
  page.run(sdkScript);
  const token = () => page.run("localStorage.getItem('uipathToken')") as string | null;
  const sdk = page.run('({ UiPathRobot })') as RobotModule;
  return { browser, uncaught: page.uncaught, sdk, consentToken: () => token() ?? undefined };
}

/** A bridge in a page of its own, to a robot; alone in its browser unless `tabs` says otherwise. */
export function aBridge(robot: FakeRobot, options: Partial<RobotBridgeOptions> = {}, browser?: NodeBrowser) {
  const page = aPage(browser);
  const bridge = createRobotBridge({
    load: async () => page.sdk,
    getProcess: (id) => references[id],
    portNumber: robot.port,
    tabs: onlyPage,
    page: { ...quietPage, consentToken: page.consentToken },
    ...options,
  });
  return { bridge, ...page };
}

/** How often pages have asked for something, without what browsers ask beforehand. */
export function timesAsked({ control }: FakeRobot, path: string): number {
  return control.journal().filter((entry) => entry.method !== 'OPTIONS' && entry.path === path).length;
}

/** A job that was started. */
export async function started(bridge: RobotBridge, input: JsonObject = { in_Text: 'hello' }): Promise<Run> {
  return expectValue(await bridge.start(processId, { input }));
}

/** A page about which nothing is known. */
export const quietPage = {
  isSecure: true,
  isLoopbackDenied: async () => false,
  consentToken: () => undefined,
  onUncaught: () => () => {},
};
