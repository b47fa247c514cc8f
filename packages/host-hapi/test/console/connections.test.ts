import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aBoundApp, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

const password = (page: Page) => page.getByLabel('Password', { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const open = browserForTests();

describe('the connections of the console', () => {
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

  it('are looked up when they are many', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const one = await console.client().get(`/v1/connections/${id}`);
    const items = Array.from({ length: 150 }, (_, at) => ({ ...one.body, id: `${at}`, name: `Plant ${at}` }));
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    await page.route('**/v1/connections?*', (route) => route.fulfill({ json: { items } }));
    await page.getByRole('button', { name: 'Refresh' }).click();

    await page.getByRole('status').getByText('150 connections, of which 100 are shown').waitFor();
    expect(await page.locator('.card').count()).toBe(100);
    await page.getByLabel('Search a connection').fill('plant 149');

    await page.getByRole('status').getByText('1 connection', { exact: true }).waitFor();
    expect(await page.locator('.card').allInnerTexts()).toEqual([expect.stringContaining('Plant 149')]);
    await expectAccessible();
  });
});

describe('a connection in the console', () => {
  it('is renamed, and given another credential once that has proved to work', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `connections/${id}`);
    await page.getByRole('link', { name: 'Change the connection' }).click();
    await page.getByLabel('Name').fill('');
    await press(page, 'Rename');
    await page.getByText('It is required.').waitFor();
    await page.getByLabel('Name').fill('<b>Accounts</b>');
    await press(page, 'Rename');
    await page.getByText('The connection is renamed.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Change <b>Accounts</b>' }).waitFor();

    await page.getByRole('link', { name: 'Replace the credential' }).click();
    await press(page, 'Replace the credential');
    await page.locator('[name="credential.username"]:focus').waitFor();
    expect(await page.getByText('It is required.').count()).toBe(2);
    await page.getByLabel('User name', { exact: true }).fill('a\u0007');
    await password(page).fill('a-wrong-password-7391');
    await press(page, 'Replace the credential');
    await page.locator('#field-credential\\.username-error').waitFor();
    await page.getByLabel('User name', { exact: true }).fill('admin');
    await press(page, 'Replace the credential');
    await page.getByRole('heading', { name: 'Nothing is changed' }).waitFor();

    expect(await page.getByRole('listitem').filter({ hasText: 'the cause' }).innerText()).toContain(
      'credentials-accepted',
    );
    expect(await password(page).inputValue()).toBe('a-wrong-password-7391');
    expect(await page.content()).not.toContain('7391');
    await password(page).fill('admin-password');
    await press(page, 'Replace the credential');
    await page.getByRole('heading', { name: 'The credential is replaced' }).waitFor();
    await page.getByRole('region', { name: 'The way to the server' }).waitFor();
    expect(await page.content()).not.toContain('admin-password');
    expect(await page.getByRole('textbox').count()).toBe(0);
    await expectAccessible();
    expect(await console.client().get(`/v1/connections/${id}`)).toMatchObject({ body: { name: '<b>Accounts</b>' } });
  });

  it('is moved to another Orchestrator, and keeps what was typed while the service is away', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const other = await startFakeOrchestrator({ manual: true });
    onTestFinished(() => other.close());
    const { page, setOffline } = await open();
    await console.openSignedIn(page, `connections/${id}/target`);
    const address = page.getByLabel('Address', { exact: true });
    await address.waitFor();
    expect(await address.inputValue()).toBe(console.fake.url);
    await address.fill(other.url);
    await page.getByLabel('User name', { exact: true }).fill('admin');
    await password(page).fill('admin-password');
    await page.getByText('Identity server and certificates of your own').click();
    await page.getByLabel('Certificates of your authority').fill('no certificate');
    await press(page, 'Change the target');
    await page.getByRole('alert').or(page.locator('.field-wrong')).first().waitFor();
    await page.getByLabel('Certificates of your authority').fill('');
    await setOffline(true);
    await press(page, 'Change the target');
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await setOffline(false);

    await press(page, 'Change the target');

    await page.getByRole('heading', { name: 'The target is changed' }).waitFor();
    await page.getByRole('link', { name: 'The connection' }).click();
    await page.getByText(other.url).waitFor();
  });

  it('is disconnected although apps use it and Orchestrator is away: what is left is said, and asked about', async () => {
    const console = await aConsole();
    const { connectionId, app } = await aBoundApp(console);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `connections/${connectionId}/change`);

    await press(page, 'Disconnect …');
    await press(page, 'Disconnect it now');
    await page.getByText('It is not disconnected: apps still use its processes.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Invoice portal: EchoText' }).waitFor();
    await console.fake.close();
    await press(page, 'Disconnect, and take its processes from all apps …');
    await press(page, 'Disconnect and take them now');
    await page.getByText('It is retired: nothing can use it any more.').waitFor();
    await page.locator(':focus', { hasText: 'Cuelight goes on trying' }).waitFor();
    await expectAccessible();
    await page.reload();
    await page.getByText('It is retired: nothing can use it any more.').waitFor();
    expect(await page.getByRole('button', { name: 'Rename' }).count()).toBe(0);
    await press(page, 'Do not wait for Orchestrator …');
    await press(page, 'Give its webhook up');

    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    expect((await console.client().get(`/v1/apps/${app.id}/processes`)).items).toEqual([]);
  });
});
