import { describe, expect, it } from 'vitest';
import { connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

/** Names as somebody might give them who means harm. */
const hostile = {
  markup: '<img src=x onerror=alert(1)><script>alert(2)</script>',
  rightToLeft: 'abc\u202egnp.exe שלום',
  endless: 'W'.repeat(1_000_000),
};

describe('the connections of the console', () => {
  const open = browserForTests();

  it('are listed with their health, and each leads to its own page', async () => {
    const console = await aConsole();
    await connect(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    const card = page.getByRole('listitem').filter({ hasText: 'Finance Orchestrator' });

    expect(await card.innerText()).toMatch(/verified[\s\S]*tenant Default\n[\s\S]*It can be used/);
    await expectAccessible();
    await card.getByRole('link').press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Finance Orchestrator' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await page.title()).toBe('Finance Orchestrator · Cuelight');
  });

  it('show the last diagnosis in groups, with a verdict in words at each question', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const { page, expectAccessible } = await open();

    await console.client().post(`/v1/connections/${id}/check`, {});
    await console.openSignedIn(page, `connections/${id}`);

    const way = page.getByRole('region', { name: 'The way to the server' });
    await way.waitFor();
    expect(await way.getByRole('listitem').filter({ hasText: 'ok' }).count()).toBeGreaterThan(2);
    await page
      .getByText('Orchestrator is to tell of every move of a job')
      .or(page.getByText('it has been seen to'))
      .waitFor();
    await expectAccessible();
  });

  it('are checked again when somebody asks, check by check: the cause, what to do and who, and the health after it', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `connections/${id}`);
    await page.getByText('It has not been checked since the service started.').waitFor();
    const check = page.getByRole('button', { name: 'Check now' });
    console.fake.admin.addFault({ on: 'POST /api/Account/Authenticate', action: 'delay', delayMs: 60_000, times: 1 });
    await check.press('Enter');
    await page.getByRole('region', { name: 'The checks so far' }).getByText('4 of 4 ok').first().waitFor();
    await console.fake.admin.advanceClock(60_000);
    await page.getByRole('status').getByText('Checked: it works.').waitFor();
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

  it('say when there is none at an address, and when nothing is', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connections/of-somebody-else');

    await page.getByRole('alert').waitFor();
    await expectAccessible();
    await page.goto(`${console.url}/#/elsewhere`);

    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await expectAccessible();
  });

  it('say that they are being read, that the network is away, and come when it is back', async () => {
    const console = await aConsole();
    await connect(console);
    const { page, setOffline, expectAccessible } = await open();
    await console.openSignedIn(page);
    await page.getByText('Finance Orchestrator').waitFor();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/v1/connections?*', async (route) => {
      await held;
      await route.continue();
    });

    await page.getByRole('button', { name: 'Refresh' }).click();
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

  it('show hostile names as the text they are', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    const one = {
      id: '1',
      orchestratorUrl: 'https://a.example',
      tenant: 'T',
      status: 'verified',
      createdAt: '2026-11-26T08:00:00.000Z',
    };
    const subscription = { kind: 'polling', why: 'no-public-url' };
    const items = Object.values(hostile).map((name, at) => ({ ...one, id: `${at}`, name, tenant: name, subscription }));
    await page.route('**/v1/connections?*', (route) => route.fulfill({ json: { items } }));

    await page.reload();

    await page.getByText(hostile.markup).first().waitFor();
    await page.getByText(hostile.rightToLeft).first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('document.body.innerText.length')).toBeLessThan(5_000);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await expectAccessible();
  });
});
