import { startClosedPort } from '@cuelight/test-harness/odd-servers';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { anApp } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

/** Fills what every connection takes. */
async function fillTarget(page: Page, orchestratorUrl: string) {
  await page.getByLabel('Name', { exact: true }).fill('Finance Orchestrator');
  await page.getByLabel('Address', { exact: true }).fill(orchestratorUrl);
}

async function fillPassword(page: Page, password: string) {
  await page.getByLabel('User name', { exact: true }).fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(password);
}

const submit = (page: Page) => page.getByRole('button', { name: 'Connect', exact: true }).click();

describe('connecting an Orchestrator in the console', () => {
  const open = browserForTests();

  it('is done by keyboard alone, and shows the new connection with what its checks found', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    const typed: [key: string, text: string][] = [
      ['Tab', 'Finance Orchestrator'],
      ['Tab', console.fake.url],
      ['Tab', ''],
      ['Tab', ''],
      ['Tab', 'admin'],
      ['Tab', 'admin-password'],
    ];

    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connect an Orchestrator' }).waitFor();
    await expectAccessible();
    // The link back is first.
    await page.keyboard.press('Tab');
    for (const [key, text] of typed) {
      await page.keyboard.press(key);
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
    await page.getByRole('region', { name: 'The way to the server' }).waitFor();
    await expectAccessible();
    expect(await page.content()).not.toContain('admin-password');
    expect(page.url()).not.toContain('admin');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('verified', { exact: true }).waitFor();
  });

  it('names the cause when the credential is refused, check by check, and does not show the secret', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'a-wrong-password-7391');

    await submit(page);

    await page.getByRole('heading', { name: 'Not connected' }).waitFor();
    const cause = page.getByRole('listitem').filter({ hasText: 'the cause' });
    expect(await cause.innerText()).toContain('credentials-accepted');
    expect(await cause.innerText()).toContain('What to do');
    expect(await page.content()).not.toContain('7391');
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('password');
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete')).toBe('off');
    await expectAccessible();
    expect(await console.client().get('/v1/connections')).toMatchObject({ items: [] });
  });

  it('names the cause when nobody listens, and can be tried again with another address', async () => {
    const console = await aConsole();
    const closed = await startClosedPort();
    const { page } = await open();
    await console.openSignedIn(page, 'connect');
    await fillTarget(page, closed.url);
    await fillPassword(page, 'admin-password');

    await submit(page);
    await page.getByRole('listitem').filter({ hasText: 'the cause' }).getByText('port-open', { exact: true }).waitFor();
    await fillTarget(page, console.fake.url);
    await submit(page);

    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
  });

  it('says at the field what is wrong with it, and goes there', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');

    await submit(page);
    expect(await page.getByText('It is required.').count()).toBe(4);
    expect(await page.evaluate('document.activeElement.id')).toBe('field-name');
    await expectAccessible();
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'x'.repeat(1_001));
    await page.getByLabel('Tenant').fill('T'.repeat(201));
    await submit(page);
    await page.getByText('It must have at most 200 characters.').waitFor();

    const tenant = page.getByLabel('Tenant');
    expect(await tenant.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#field-tenant-error').innerText()).toBe('Wrong: It must have at most 200 characters.');
    expect(await tenant.getAttribute('aria-describedby')).toBe('field-tenant-error');
    expect(await page.evaluate('document.activeElement.name')).toBe('tenant');
    expect(await page.locator('.field-wrong').count()).toBe(2);
    await expectAccessible();
  });

  it.each([
    ['External application (client credentials)', ['Application id', 'Application secret', 'Scopes']],
    ['Personal access token', ['Token']],
  ])('asks for what %s takes, and for nothing else', async (kind, labels) => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');
    await fillTarget(page, console.fake.url);

    await page.getByLabel(kind).check();
    for (const label of labels) await page.getByRole('textbox', { name: label }).fill('such-a-secret-5512');
    await expectAccessible();
    expect(await page.getByLabel('Password', { exact: true }).count()).toBe(0);
    await submit(page);

    await page.getByRole('heading', { name: 'Not connected' }).or(page.getByRole('alert')).first().waitFor();
    expect(await page.content()).not.toContain('5512');
  });

  it('takes certificates of an authority of one’s own, and says when they are none', async () => {
    const console = await aConsole();
    const { page } = await open();
    await console.openSignedIn(page, 'connect');
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'admin-password');
    await page.getByText('Identity server and certificates of your own').click();

    await page.getByLabel('Certificates of your authority').fill('no certificate');
    await submit(page);

    await page
      .getByRole('alert')
      .or(page.getByRole('heading', { name: 'Not connected' }))
      .first()
      .waitFor();
    await page.getByLabel('Certificates of your authority').fill('');
    await submit(page);
    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
  });

  it('says that the service is gone, keeps what was typed, and goes on', async () => {
    const console = await aConsole();
    const { page, setOffline, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'admin-password');
    await setOffline(true);

    await submit(page);
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await expectAccessible();
    await setOffline(false);
    await submit(page);

    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
  });

  it('tells a designer which address is for admins to name', async () => {
    const console = await aConsole();
    const app = await anApp(console);
    const { page } = await open();
    await page.goto(console.url);
    await page.getByLabel('API key').fill(app.keys.designer);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Connect an Orchestrator' }).click();
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'admin-password');

    await submit(page);

    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/admin/);
  });
});
