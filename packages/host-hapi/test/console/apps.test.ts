import { describe, expect, it } from 'vitest';
import { curlSnippet, fetchSnippet, pageSnippet, tokenSnippet } from '../../console/src/apps/snippets.js';
import { aBoundApp, anApp, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

const open = browserForTests();

describe('the apps of the console', () => {
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

describe('an app in the console', () => {
  it('is made with the origins of its pages, which can be changed, and is removed with all it has', async () => {
    const console = await aConsole();
    const { page, setOffline, expectAccessible } = await open();
    await console.openSignedIn(page, 'apps');
    await page.getByLabel('Name of a new app').fill('Invoice portal');
    const origins = page.getByLabel('Origins of its web pages');
    await origins.fill('https://portal.example\n\nhttps://portal.example/path');
    await page.getByRole('button', { name: 'Make the app' }).click();

    await page.getByText('Line 3 must be an origin such as https://portal.example').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('app-origins');
    await expectAccessible();
    await origins.fill('https://portal.example\nhttps://other.example');
    await page.getByRole('button', { name: 'Make the app' }).click();
    await page.getByText('The app is made.').waitFor();
    await page.getByRole('link', { name: 'Invoice portal' }).click();
    await page.getByText('https://portal.example, https://other.example').waitFor();
    await page.getByText('Change the app').click();
    const movedTo = page.getByLabel('Origins of its web pages');
    await movedTo.fill('https://portal.example\nmoved.example');
    await page.getByLabel('Name of the app').fill('Moved portal');
    const save = page.getByRole('button', { name: 'Save the changes' });
    await save.click();
    await page.getByText('Line 2 must be an origin such as https://portal.example').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('change-app-origins');
    await expectAccessible();
    await movedTo.fill('https://moved.example');
    await setOffline(true);
    await save.click();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    expect(await movedTo.inputValue()).toBe('https://moved.example');
    await setOffline(false);
    await save.click();
    await page.getByRole('status').getByText('The app is changed.').waitFor();
    await page.getByText('Of https://moved.example').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Moved portal' }).waitFor();
    await page.getByRole('button', { name: 'Remove the app' }).click();
    await page.getByText('This cannot be undone.').waitFor();
    await expectAccessible();
    await setOffline(true);
    await page.getByRole('button', { name: 'Remove it now' }).click();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.getByRole('link', { name: 'All apps' }).click();
    await page.getByRole('heading', { level: 1, name: 'Apps' }).waitFor();
    await page.goBack();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await setOffline(false);
    await page.getByRole('button', { name: 'Remove the app' }).click();
    await page.getByRole('button', { name: 'Remove it now' }).click();

    await page.getByText('There is no app yet.').waitFor();
    expect((await console.client().get('/v1/apps')).items).toEqual([]);
  });

  it('has keys, which are made by keyboard, shown once with what to do with them, copied or selected, and revoked', async () => {
    const console = await aConsole();
    const { app, processId } = await aBoundApp(console);
    const { page, expectAccessible } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await console.openSignedIn(page, `apps/${app.id}`);
    await page.getByLabel('Name of a new key').focus();

    await page.keyboard.press('Enter');
    await page.getByText('It is required.').waitFor();
    await page.keyboard.type('portal server');
    await page.keyboard.press('Enter');
    await page.getByText('It is not shown again.').waitFor();
    const key = await page.locator('pre').first().innerText();
    await page.getByRole('heading', { name: 'In a shell, with curl' }).waitFor();
    await expectAccessible();
    for (const press of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(press);
    await page.getByText('Copied.').waitFor();

    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(key);
    expect(await page.evaluate('document.activeElement.innerText')).toMatch(/^Copy/);
    const shown = await page.locator('pre').allTextContents();
    const input = [{ name: 'in_Text', type: 'string', hasDefault: false }] as const;
    const called = { serviceUrl: console.url, appId: app.id, processId, input };
    const snippets = [curlSnippet, fetchSnippet, tokenSnippet, pageSnippet].map((snippet) => snippet(called));
    expect(shown).toEqual([key, ...snippets]);
    expect(snippets.join('')).not.toContain(key);
    expect(await console.client(key).get(`/v1/apps/${app.id}/processes`)).toMatchObject({ status: 200 });
    for (const press of ['Tab', 'Enter']) await page.keyboard.press(press);
    await page.getByLabel('Name of a new key').waitFor();
    const traces =
      'JSON.stringify([document.documentElement.outerHTML, document.title, location.href, document.cookie,' +
      '{ ...localStorage }, { ...sessionStorage }, history.state, [...document.querySelectorAll("input, textarea")].map(({ value }) => value)])';
    expect(await page.evaluate(traces)).not.toContain(key);
    expect(console.logged.join('')).not.toContain(key);
    const focused = (text: string) => page.locator(':focus', { hasText: text }).waitFor();
    await page.getByRole('button', { name: 'Revoke portal server' }).press('Enter');
    await focused('Do not');
    await page.keyboard.press('Enter');
    await focused('Revoke portal server');
    await page.keyboard.press('Enter');
    await focused('Do not');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');

    await page.getByText('The key is revoked.').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Keys');
    expect(await console.client(key).get(`/v1/apps/${app.id}/processes`)).toMatchObject({ status: 401 });
    expect(await page.getByRole('button', { name: 'Revoke portal server' }).count()).toBe(0);

    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.getByLabel('Name of a new key').fill('designer');
    await page.getByLabel('designer', { exact: true }).check();
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('button', { name: 'Copy the key' }).click();
    await page.getByRole('status').getByText('press Ctrl+C').waitFor();
    const other = await page.locator('pre').innerText();
    expect(await page.evaluate('getSelection().toString()')).toBe(other);
    await expectAccessible();
    await page.reload();
    await page.getByRole('button', { name: 'Revoke designer' }).first().waitFor();
    expect(await page.content()).not.toContain(other);
  });

  it('shows a designer its processes, which can be taken from it and called from code, and no more', async () => {
    const console = await aConsole();
    const { app } = await aBoundApp(console);
    const { page } = await open();
    await page.goto(console.url);
    await page.getByLabel('API key').fill(app.keys.designer);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Your app' }).click();
    await page.getByRole('heading', { name: 'EchoText' }).waitFor();
    expect(await page.getByRole('link', { name: 'Give it a process' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: /^Run / }).count()).toBe(0);
    await page.getByRole('link', { name: 'Call from code EchoText' }).click();
    await page.getByText(`'/cuelight-token'`).waitFor();
    await page.getByRole('link', { name: 'Processes of the app' }).click();
    await page.getByRole('button', { name: 'Take away EchoText' }).click();
    await page.getByText('The app cannot run it any more.').waitFor();

    expect(await page.getByRole('heading', { name: /^(Keys|Remove the app)$/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Take it away now' }).click();
    await page.getByText('The process is taken from the app.').waitFor();

    await page.getByText('It has no process yet.').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Processes');
    expect((await console.client().get(`/v1/apps/${app.id}/processes`)).items).toEqual([]);
  });
});
