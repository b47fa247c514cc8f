import { describe, expect, it } from 'vitest';
import { anApp, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

describe('the apps of the console', () => {
  const open = browserForTests();

  it('are made, and given processes that were looked up, by folder or by name, to run here or there', async () => {
    const console = await aConsole();
    await connect(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'apps');

    await page.getByText('There is no app yet.').waitFor();
    await page.getByRole('button', { name: 'Make the app' }).click();
    await page.getByText('It is required.').waitFor();
    await expectAccessible();
    await page.getByLabel('Name of a new app').fill('Invoice portal');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Invoice portal' }).click();
    await page.getByText('It has no process yet.').waitFor();
    await page.getByRole('link', { name: 'Give it a process' }).click();
    await page.getByText('5 processes').waitFor();
    const search = page.getByLabel('Search a folder or a process');
    await search.fill('finance/ap');
    await page.getByText('3 processes').waitFor();
    await search.fill('ECHO');
    await page.getByText('1 process', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByRole('link', { name: 'Run EchoText' }).waitFor();
    await page.getByRole('link', { name: 'Give it a process' }).click();
    await page.getByLabel('on the computer of whoever runs it').check();
    await page.route('**/processes', (route) => route.abort(), { times: 1 });
    const give = page.getByRole('button', { name: 'Give InvoiceBot' });
    await give.click();
    await page.locator(':focus').getByText('The service cannot be reached.').waitFor();
    await expectAccessible();
    await give.click();

    await page.getByText('Runs on the computer of whoever runs it').waitFor();
    expect(await page.getByText('Runs through Orchestrator').count()).toBe(1);
    expect(await page.getByRole('link', { name: /^Run / }).count()).toBe(2);
    await expectAccessible();
  });

  it('say what is missing: a connection, or the right to it', async () => {
    const console = await aConsole();
    const app = await anApp(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `apps/${app.id}/add`);

    await page.getByText('Processes are those of a connection, and there is none.').waitFor();
    await expectAccessible();
    const id = await connect(console);
    await console.fake.close();
    await page.goto(`${console.url}/#/apps/nobody`);
    await page.getByRole('alert').waitFor();
    await page.goto(`${console.url}/#/apps/${app.id}/add`);
    await page.getByRole('alert').waitFor();

    expect(id).not.toBe('');
    expect(await page.getByRole('alert').innerText()).toMatch(/Try again/);
  });
});
