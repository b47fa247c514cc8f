import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type FakeRobot, type FakeRobotOptions, serverFeatures } from '../../src/fake-robot/index.js';
import { aRobot } from './a-robot.js';
import { hasChromium, launchChromium, openChromium } from './sdk/chromium-browser.js';
import { openNodeBrowser } from './sdk/node-browser.js';
import type { Outcome, PageGlobals, SdkBrowser, SdkPage } from './sdk/sdk-page.js';

// What the functions that run in a page see there.
declare const { UiPathRobot, seen, told, outcomes, begin, startByName }: PageGlobals;

let chromium: Browser | undefined;
beforeAll(async () => {
  if (hasChromium) chromium = await launchChromium();
});
afterAll(() => chromium?.close());

const browsers = {
  'in Node': openNodeBrowser,
  'in Chromium': () => (chromium === undefined ? undefined : openChromium(chromium)),
};

describe.each(['in Node', 'in Chromium'] as const)('the unmodified @uipath/robot 1.3.1 %s', (where) => {
  const scenario = (title: string, play: (browser: SdkBrowser) => Promise<void>) =>
    it(title, async ({ skip }) => {
      const browser = await browsers[where]();
      if (browser === undefined) return skip('no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
      onTestFinished(browser.close);
      await play(browser);
      expect(browser.hosts().filter((host) => !/^http:\/\/(localhost|127\.0\.0\.1)$/.test(host))).toEqual([]);
    });

  async function aPage(browser: SdkBrowser, options: FakeRobotOptions = {}) {
    const robot = await aRobot(options);
    return { robot, page: await browser.open(robot.port) };
  }

  for (const [name, features] of [
    ['that can do everything', serverFeatures],
    ['that can do nothing more', []],
    ['that does not say what it can do', null],
  ] as const) {
    scenario(`follows a job to its output, with a robot ${name}`, async (browser) => {
      const { robot, page } = await aPage(browser, { features });
      const { control } = robot;

      await start(page, 'EchoText', { in_Text: 'hello' });
      const id = await jobOf(robot);
      control.emitStatus(id, 'Opening');
      await expect.poll(() => page.run(() => told, 0)).toHaveLength(1);
      control.emitEvent(id, { name: 'row', payload: '{"n":1}' });
      await expect.poll(() => page.run(() => told, 0)).toHaveLength(2);
      control.setJobState(id, { state: 'Closed' });

      expect(await outcomeOf(page, 'job')).toEqual({ value: { out_Text: 'hello' } });
      expect(await page.run(() => told, 0)).toEqual([
        { status: 'Opening' },
        { event: { name: 'row', payload: '{"n":1}' } },
      ]);
      expect(control.jobs()[0]?.jobSource).toBe(features?.length ? 'RobotAPI' : null);
      expect(page.uncaught()).toEqual([]);
    });
  }

  scenario('sends internal arguments to a robot that takes them', async (browser) => {
    const { robot, page } = await aPage(browser);

    await page.run(async () => {
      const [process] = await UiPathRobot.getProcesses();
      const job = UiPathRobot.createJob(process?.id ?? '', { in_Text: 'hello' });
      Object.assign(job, { internalArguments: { b: 2 } });
      begin('job', () => UiPathRobot.startJob(job));
    }, 0);

    await jobOf(robot);
    expect(robot.control.jobs()).toMatchObject([{ input: { in_Text: 'hello' }, internalArguments: { b: 2 } }]);
  });

  scenario('starts a process without arguments by a request without a body', async (browser) => {
    const { robot, page } = await aPage(browser, { features: null });

    await start(page, 'ReconcileAccounts');
    robot.control.setJobState(await jobOf(robot), { state: 'Closed' });

    expect(await outcomeOf(page, 'job')).toEqual({ value: {} });
    const invoked = robot.control.journal().find(({ path, method }) => path === '/InvokeRobot' && method === 'POST');
    expect([invoked?.body, invoked?.headers['content-type']]).toEqual(['', undefined]);
  });

  scenario('asks the user for consent, shows a code, and goes on once it is approved', async (browser) => {
    const { robot, page } = await aPage(browser, { consent: 'ask' });
    await listProcesses(page);
    await expect.poll(robot.control.codes).toHaveLength(1);
    const [asked] = robot.control.codes();

    robot.control.approve(asked?.code ?? '');

    expect(await outcomeOf(page, 'list')).toMatchObject({ value: { length: 5 } });
    expect(await page.run(() => seen, 0)).toEqual([{ event: 'consent-prompt', code: Number(asked?.code) }]);
    expect(asked?.origin).toBe(page.origin);
  });

  scenario('is told when the user rejects', async (browser) => {
    const { page } = await aPage(browser, { consent: 'reject' });

    await listProcesses(page);

    expect(await outcomeOf(page, 'list')).toEqual({ error: '403 - Consent rejected' });
  });

  scenario('gives up after a minute without an answer of the user', async (browser) => {
    const { robot, page } = await aPage(browser, { consent: 'ask' });
    await listProcesses(page);
    await expect.poll(robot.control.codes).toHaveLength(1);

    await page.run(() => {
      const RealDate = Date;
      globalThis.Date = class extends RealDate {
        constructor() {
          super(RealDate.now() + 61_000);
        }
        // biome-ignore lint/suspicious/noExplicitAny: it stands in for all of Date, of which the SDK uses this.
      } as any;
    }, 0);

    expect(await outcomeOf(page, 'list')).toEqual({ error: '408 - Timed out' });
  });

  scenario('needs nobody to approve where its origin is allowed', async (browser) => {
    const { robot, page } = await aPage(browser, { consent: 'ask', origins: { allowed: ['*'] } });

    await listProcesses(page);

    expect(await outcomeOf(page, 'list')).toMatchObject({ value: { length: 5 } });
    expect(robot.control.codes()).toMatchObject([{ state: 'approved' }]);
  });

  scenario('is refused, without any event, where its origin is forbidden', async (browser) => {
    const { page } = await aPage(browser, { origins: { forbidden: ['*'] } });

    await listProcesses(page);

    expect(await outcomeOf(page, 'list')).toEqual({ error: '403 - ' });
    expect(await page.run(() => seen, 0)).toEqual([]);
  });

  scenario('needs no second consent in a second tab', async (browser) => {
    const { robot, page } = await aPage(browser);
    await listProcesses(page);
    await outcomeOf(page, 'list');

    const secondTab = await browser.open(robot.port);
    await listProcesses(secondTab);

    expect(await outcomeOf(secondTab, 'list')).toMatchObject({ value: { length: 5 } });
    expect(await secondTab.run(() => seen, 0)).toEqual([]);
    expect(robot.control.codes()).toHaveLength(1);
  });

  scenario('asks again once its token has expired', async (browser) => {
    const { robot, page } = await aPage(browser);
    await listProcesses(page);
    await outcomeOf(page, 'list');
    robot.control.expireTokens();

    await listProcesses(page, 'again');

    expect(await outcomeOf(page, 'again')).toMatchObject({ value: { length: 5 } });
    expect(robot.control.codes().map(({ state }) => state)).toEqual(['expired', 'approved']);
  });

  scenario('lives on its code alone when it may not read the header with the token', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: '* /*', action: 'unexposed' });
    await listProcesses(page);
    await outcomeOf(page, 'list');

    await listProcesses(page, 'again');

    expect(await outcomeOf(page, 'again')).toMatchObject({ value: { length: 5 } });
    const last = robot.control.journal().at(-1);
    expect([last?.headers.uipathtoken, last?.query.consentCode]).toEqual([undefined, robot.control.codes()[0]?.code]);
  });

  scenario('installs a process and learns its arguments', async (browser) => {
    const { page } = await aPage(browser);

    await page.run(() => {
      begin('install', async () => {
        const processes = await UiPathRobot.getProcesses();
        const process = processes.find(({ name }) => name === 'PostInvoices');
        return UiPathRobot.installProcess(process?.id ?? '');
      });
    }, 0);

    expect(await outcomeOf(page, 'install')).toMatchObject({
      value: { inputArgumentsSchema: [{ name: 'in_InvoiceNumbers' }, { name: 'in_PostingDate' }] },
    });
  });

  scenario('installs nothing, without a request, where the robot does not say that it can', async (browser) => {
    const { robot, page } = await aPage(browser, { features: [] });

    await page.run(() => {
      begin('install', async () => {
        const [process] = await UiPathRobot.getProcesses();
        return UiPathRobot.installProcess(process?.id ?? '');
      });
    }, 0);

    expect(await outcomeOf(page, 'install')).toMatchObject({ error: expect.stringMatching(/^426 /) });
    expect(robot.control.journal().some(({ path }) => path === '/InstallProcess')).toBe(false);
  });

  scenario('sends a message to a running job', async (browser) => {
    const { robot, page } = await aPage(browser);

    await page.run(() => {
      begin('message', async () => {
        const [process] = await UiPathRobot.getProcesses();
        const job = UiPathRobot.createJob(process?.id ?? '', {});
        begin('job', () => UiPathRobot.startJob(job));
        await Promise.resolve();
        await (job as unknown as { startPromise: Promise<unknown> }).startPromise;
        return UiPathRobot.sendClientMessage(job, 'ch', 'hi');
      });
    }, 0);

    await outcomeOf(page, 'message');
    expect(robot.control.jobs()).toMatchObject([{ messages: [{ channelName: 'ch', payload: 'hi' }] }]);
  });

  scenario('stops a process, and hears of it from the job', async (browser) => {
    const { robot, page } = await aPage(browser);
    await start(page, 'EchoText', {});
    const id = await jobOf(robot);

    await page.run((processId) => {
      begin('stop', () => UiPathRobot.stopProcess({ id: processId } as never));
    }, robot.control.jobs()[0]?.processKey ?? '');

    expect(await outcomeOf(page, 'stop')).toEqual({});
    expect(await outcomeOf(page, 'job')).toEqual({ rejected: { state: 'Canceled' } });
    expect(robot.control.jobs()).toMatchObject([{ id, state: 'Canceled' }]);
  });

  scenario('rejects with the exception of a job that faulted', async (browser) => {
    const { page } = await aPage(browser, { manual: false, jobMs: 50 });

    await start(page, 'BrokenImport', {});

    expect(await outcomeOf(page, 'job')).toEqual({
      rejected: {
        ClassName: 'System.IO.FileNotFoundException',
        Message: 'Could not find the import file.',
        InnerException: null,
        state: 'Faulted',
      },
    });
  });

  scenario('rejects with a state alone when a job was canceled by its user', async (browser) => {
    const { robot, page } = await aPage(browser, { features: [] });
    await start(page, 'EchoText', {});

    robot.control.setJobState(await jobOf(robot), { state: 'Canceled' });

    expect(await outcomeOf(page, 'job')).toEqual({ rejected: { state: 'Canceled' } });
  });

  scenario('says that components are missing when nobody listens', async (browser) => {
    const { robot, page } = await aPage(browser);
    await robot.control.stop('robot');

    await listProcesses(page);

    expect(await outcomeOf(page, 'list')).toEqual({ error: '500 - Robot Service down' });
    expect(await page.run(() => seen, 0)).toEqual([{ event: 'missing-components' }]);
  });

  scenario('cannot tell an answer that breaks the rules of CORS from a missing robot', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /GetPort', action: 'no-cors' });

    await listProcesses(page);

    expect(await outcomeOf(page, 'list')).toEqual({ error: '500 - Robot Service down' });
  });

  scenario('never finds a session that has moved, until the page is loaded again', async (browser) => {
    const { robot, page } = await aPage(browser);
    await listProcesses(page);
    await outcomeOf(page, 'list');
    await robot.control.moveSessionPort();

    await listProcesses(page, 'again');

    expect(await outcomeOf(page, 'again')).toEqual({ error: '0 - ' });
    expect(await page.run(() => seen.at(-1), 0)).toEqual({ event: 'missing-components' });
    const reloaded = await browser.open(robot.port);
    await listProcesses(reloaded);
    expect(await outcomeOf(reloaded, 'list')).toMatchObject({ value: { length: 5 } });
  });

  scenario('loses a job when the robot dies, though the job may go on', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /JobStatus', action: 'stop-robot', nth: 2 });
    await start(page, 'EchoText', {});
    robot.control.emitStatus(await jobOf(robot), 'Opening');

    expect(await outcomeOf(page, 'job')).toEqual({ error: '500 - Unable to get job status' });
    expect(robot.control.state().listening).toEqual({ discovery: false, session: false });
    expect(robot.control.jobs()).toMatchObject([{ state: 'Executing' }]);
  });

  scenario(
    'says over and over that components are missing when the robot dies while the user is asked',
    async (browser) => {
      const { robot, page } = await aPage(browser, { consent: 'ask' });
      robot.control.addFault({ on: 'consent', action: 'stop-robot', nth: 2 });

      await listProcesses(page);

      const missing = () => page.run(() => seen.filter(({ event }) => event === 'missing-components').length, 0);
      await expect.poll(missing, { timeout: 10_000 }).toBeGreaterThan(2);
    },
  );

  scenario('tells the status and the text of an error', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'status', status: 500, error: 'boom', times: 1 });
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'status', status: 404, error: '' });

    await listProcesses(page);
    const first = await outcomeOf(page, 'list');
    await listProcesses(page, 'again');

    expect([first, await outcomeOf(page, 'again')]).toEqual([{ error: '500 - boom' }, { error: '404 - ' }]);
  });

  scenario('waits for ever for an answer that is no JSON', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'html', status: 502 });

    await listProcesses(page);

    await expect.poll(page.uncaught).toEqual([expect.stringContaining('SyntaxError')]);
    expect(await page.run(() => outcomes, 0)).toEqual({});
  });

  scenario('waits for ever for a robot that hangs', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /RobotProcesses', action: 'hang' });

    await listProcesses(page);

    const hanging = () =>
      robot.control.journal().filter(({ method, path }) => `${method} ${path}` === 'GET /RobotProcesses');
    await expect.poll(hanging).toMatchObject([{ status: null }]);
    expect(await page.run(() => outcomes, 0)).toEqual({});
  });

  for (const [fault, outcome] of [
    ['string-state', { rejected: { state: 1 } }],
    ['null-status', { error: expect.stringContaining('null') }],
    ['null-output', { error: expect.stringContaining('Arguments') }],
  ] as const) {
    scenario(`stumbles over a status with a ${fault}`, async (browser) => {
      const { robot, page } = await aPage(browser);
      robot.control.addFault({ on: 'GET /JobStatus', action: fault });
      await start(page, 'EchoText', {});
      robot.control.setJobState(await jobOf(robot), { state: 'Closed' });

      expect(await outcomeOf(page, 'job')).toEqual(outcome);
    });
  }

  scenario('stumbles over an error that is a text', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /JobStatus', action: 'string-error' });
    await start(page, 'EchoText', {});
    robot.control.setJobState(await jobOf(robot), { state: 'Faulted' });

    expect(await outcomeOf(page, 'job')).toEqual({ error: expect.stringContaining("'state' on string") });
  });

  scenario('follows a job that does not exist when it is not told the id', async (browser) => {
    const { robot, page } = await aPage(browser, { features: [] });
    robot.control.addFault({ on: 'POST /InvokeRobot', action: 'missing-job-id' });

    await start(page, 'EchoText', {});

    expect(await outcomeOf(page, 'job')).toEqual({ error: '500 - Unable to get job status' });
    expect(robot.control.jobs()).toMatchObject([{ state: 'Executing' }]);
  });

  scenario('cannot use an answer without a port', async (browser) => {
    const { robot, page } = await aPage(browser);
    robot.control.addFault({ on: 'GET /GetPort', action: 'missing-port' });

    await listProcesses(page);

    expect(await outcomeOf(page, 'list')).toEqual({ error: expect.stringContaining('Invalid URL') });
  });
});

function start(page: SdkPage, name: string, input?: object): Promise<void> {
  return page.run(({ process, args }) => begin('job', () => startByName(process, args)), {
    process: name,
    args: input,
  });
}

function listProcesses(page: SdkPage, outcome = 'list'): Promise<void> {
  return page.run((name) => begin(name, () => UiPathRobot.getProcesses()), outcome);
}

/** Waits for the end of what was begun under a name. */
async function outcomeOf(page: SdkPage, name: string): Promise<Outcome | undefined> {
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
async function jobOf(robot: FakeRobot): Promise<string> {
  await expect.poll(robot.control.jobs, { timeout: 20_000 }).toHaveLength(1);
  return robot.control.jobs()[0]?.id ?? '';
}
