import { expect } from 'vitest';
import { describeSdk } from './sdk/describe-sdk.js';
import { aPage, jobOf, listProcesses, outcomeOf, start } from './sdk/in-a-page.js';
import type { PageGlobals } from './sdk/sdk-page.js';

// What the functions that run in a page see there.
declare const { seen, outcomes }: PageGlobals;

describeSdk((scenario) => {
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
