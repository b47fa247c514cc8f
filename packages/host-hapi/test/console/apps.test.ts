import { describe, expect, it } from 'vitest';
import { aBoundApp, anApp, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

describe('the apps of the console', () => {
  const open = browserForTests();

  it('are made, and given a process that was looked up, by folder or by name', async () => {
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
    await expectAccessible();
    await page.getByRole('link', { name: 'Give it a process' }).click();
    await page.getByText('5 processes').waitFor();
    await expectAccessible();
    const search = page.getByLabel('Search a folder or a process');
    await search.fill('finance/ap');
    await page.getByText('3 processes').waitFor();
    await search.fill('ECHO');
    await page.getByText('1 process', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByRole('link', { name: 'Run EchoText' }).waitFor();
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
    await expectAccessible();
  });

  it('are one to a designer, who gives it processes and runs none', async () => {
    const console = await aConsole();
    const { app } = await aBoundApp(console);
    const { page } = await open();
    await page.goto(console.url);
    await page.getByLabel('API key').fill(app.keys.designer);
    await page.keyboard.press('Enter');

    await page.getByRole('link', { name: 'Your app' }).click();

    await page.getByRole('heading', { name: 'EchoText' }).waitFor();
    expect(await page.getByRole('link', { name: 'Give it a process' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Run' }).count()).toBe(0);
  });

  it('show hostile names of folders and processes as the text they are', async () => {
    const console = await aConsole();
    const { app } = await aBoundApp(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    const name = '<img src=x onerror=alert(1)>';
    const process = {
      releaseKey: 'r',
      packageId: name,
      version: '1',
      folderKey: 'f',
      arguments: { input: [], output: [] },
    };
    const items = [name, '\u202egnp.exe שלום', 'W'.repeat(1_000_000)].map((one, at) => ({
      ...process,
      name: one,
      releaseKey: `${at}`,
    }));
    await page.route('**/folders?*', (route) =>
      route.fulfill({ json: { items: [{ key: 'f', id: 1, name, path: `${name}/<script>alert(2)</script>` }] } }),
    );
    await page.route('**/processes?*', (route) => route.fulfill({ json: { items } }));

    await page.goto(`${console.url}/#/apps/${app.id}/add`);

    await page.getByText('3 processes').waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('document.body.innerText.length')).toBeLessThan(5_000);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await expectAccessible();
  });
});
