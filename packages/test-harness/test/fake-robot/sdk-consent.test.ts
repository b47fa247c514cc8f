import { expect } from 'vitest';
import { describeSdk } from './sdk/describe-sdk.js';
import { aPage, listProcesses, outcomeOf } from './sdk/in-a-page.js';
import type { PageGlobals } from './sdk/sdk-page.js';

// What the functions that run in a page see there.
declare const { UiPathRobot, seen, begin }: PageGlobals;

describeSdk((scenario) => {
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

  scenario('asks the user once for all that it calls before it knows the robot', async (browser) => {
    const { robot, page } = await aPage(browser);

    await Promise.all([listProcesses(page, 'one'), listProcesses(page, 'two')]);

    expect([await outcomeOf(page, 'one'), await outcomeOf(page, 'two')]).toMatchObject([
      { value: { length: 5 } },
      { value: { length: 5 } },
    ]);
    expect(robot.control.codes()).toHaveLength(1);
  });

  scenario('asks the user twice when two calls find that the token has expired', async (browser) => {
    const { robot, page } = await aPage(browser);
    await listProcesses(page);
    await outcomeOf(page, 'list');
    robot.control.setConsent('ask');
    robot.control.expireTokens();

    await page.run(() => {
      begin('one', () => UiPathRobot.getProcesses());
      begin('two', () => UiPathRobot.getProcesses());
    }, 0);

    await expect.poll(() => page.run(() => seen.length, 0)).toBe(3);
    await expect.poll(() => robot.control.codes().length).toBe(3);
  });
});
