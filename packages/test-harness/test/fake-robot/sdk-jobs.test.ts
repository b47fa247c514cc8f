import { expect } from 'vitest';
import { serverFeatures } from '../../src/fake-robot/index.js';
import { describeSdk } from './sdk/describe-sdk.js';
import { aPage, jobOf, listProcesses, outcomeOf, start } from './sdk/in-a-page.js';
import type { PageGlobals } from './sdk/sdk-page.js';

// What the functions that run in a page see there.
declare const { UiPathRobot, told, begin }: PageGlobals;

describeSdk((scenario) => {
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

  scenario('does not look for the robot when stopping is the first that it is asked', async (browser) => {
    const { robot, page } = await aPage(browser);

    await page.run(() => begin('stop', () => UiPathRobot.stopProcess({ id: 'x' } as never)), 0);

    expect(await outcomeOf(page, 'stop')).toEqual({ rejected: expect.stringMatching(/^426 /) });
    expect(robot.control.journal()).toEqual([]);
  });

  scenario('rejects with a text when there is no such process to stop', async (browser) => {
    const { page } = await aPage(browser);
    await listProcesses(page);
    await outcomeOf(page, 'list');

    await page.run(() => begin('stop', () => UiPathRobot.stopProcess({ id: 'x' } as never)), 0);

    expect(await outcomeOf(page, 'stop')).toEqual({ rejected: expect.any(String) });
  });

  scenario('writes the key of a process into the query as it is', async (browser) => {
    const seed = { processes: [{ name: 'Odd', key: 'a&b=1#x' }] };
    const { robot, page } = await aPage(browser, { seed });

    await start(page, 'Odd', {});

    expect(await outcomeOf(page, 'job')).toEqual({ error: '404 - The process was not found.' });
    expect(robot.control.journal().at(-1)?.query).toMatchObject({ robotProcessId: 'a', b: '1' });
  });
});
