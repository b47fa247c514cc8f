import { describe, expect, it } from 'vitest';
import { connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

describe('the connections of the console', () => {
  const open = browserForTests();

  it('are listed with their health, and checked when somebody asks: check by check, the cause, what to do and who', async () => {
    const console = await aConsole();
    await connect(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    const card = page.getByRole('listitem').filter({ hasText: 'Finance Orchestrator' });
    expect(await card.innerText()).toMatch(/verified[\s\S]*tenant Default\n[\s\S]*It can be used/);
    await card.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Finance Orchestrator' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await page.title()).toBe('Finance Orchestrator · Cuelight');
    expect(await page.locator('time').innerText()).toMatch(/^\d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC$/);
    await page.getByText('It has not been checked since the service started.').waitFor();

    const check = page.getByRole('button', { name: 'Check now' });
    console.fake.admin.addFault({ on: 'POST /api/Account/Authenticate', action: 'delay', delayMs: 60_000, times: 1 });
    await check.press('Enter');
    await page.getByRole('region', { name: 'The checks so far' }).getByText('4 of 4 ok').first().waitFor();
    await console.fake.admin.advanceClock(60_000);
    await page.getByRole('status').getByText('Checked: it works.').waitFor();
    const way = page.getByRole('region', { name: 'The way to the server' });
    expect(await way.getByRole('listitem').filter({ hasText: 'ok' }).count()).toBeGreaterThan(2);
    await page
      .getByText('Orchestrator is to tell of every move of a job')
      .or(page.getByText('it has been seen to'))
      .waitFor();
    await console.fake.close();
    await check.press('Enter');

    await page.getByText('It does not work.', { exact: true }).waitFor();
    const wrong = page.getByRole('listitem').filter({ hasText: 'the cause' });
    const told = await wrong.innerText();
    for (const word of ['wrong', 'Seen', 'What to do', 'Who', 'port-open']) expect(told).toContain(word);
    expect(await page.getByRole('status').filter({ hasText: 'Checked: it does not work.' }).count()).toBe(1);
    await page.getByText('unreachable', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Check now');
    await expectAccessible();
  });

  it('say when there is none, that they are being read, that the network is away, and come when it is back', async () => {
    const console = await aConsole();
    await connect(console);
    const { page, setOffline, expectAccessible } = await open();
    await console.openSignedIn(page, 'connections/of-somebody-else');
    await page.getByRole('alert').waitFor();
    await page.goto(`${console.url}/#/elsewhere`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await expectAccessible();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/v1/connections?*', async (route) => {
      await held;
      await route.continue();
    });

    await page.getByRole('link', { name: 'Go to the connections' }).click();
    await page.getByRole('status').getByText('Reading the connections').waitFor();
    await expectAccessible();
    release();
    await page.getByText('Finance Orchestrator').waitFor();
    await setOffline(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await expectAccessible();
    await setOffline(false);

    await page.getByText('Finance Orchestrator').waitFor();
  });
});
