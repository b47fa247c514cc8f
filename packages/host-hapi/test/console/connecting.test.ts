import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startClosedPort, startPresenting } from '@cuelight/test-harness/odd-servers';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
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

  it('is done by keyboard alone, shows each check as it is answered, and then the new connection', async () => {
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
    console.fake.admin.addFault({ on: 'POST /api/Account/Authenticate', action: 'delay', delayMs: 60_000, times: 1 });
    await page.keyboard.press('Enter');

    const soFar = page.getByRole('region', { name: 'The checks so far' });
    await soFar.getByText(/questions answered\. Is the credential accepted|questions answered\. Does Orch/).waitFor();
    expect(await soFar.getByRole('heading', { name: 'The way to the server' }).innerText()).toMatch(/4 of 4 ok$/);
    expect(await soFar.getByRole('status').innerText()).toMatch(/ of \d+ ok\.$/);
    expect(await page.evaluate('document.activeElement.name')).toBe('credential.password');
    await console.fake.admin.advanceClock(60_000);
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

  it('takes the authority that a server presents once its fingerprint is typed, and no other', async () => {
    const console = await aConsole({ manual: true, tls: 'ca', presentsCa: true });
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'admin-password');
    await submit(page);
    await page.getByRole('heading', { name: 'Not connected' }).waitFor();
    const { fingerprint256 } = new X509Certificate(await readFile(console.fake.caFile ?? ''));
    const authorities = page.getByLabel('Certificates of your authority');
    const typed = page.getByLabel('Its SHA-256 fingerprint');

    await page.getByRole('button', { name: 'Look at the certificates it presents' }).last().click();
    await page.getByRole('region', { name: `What ${console.fake.url} presents` }).waitFor();
    await typed.fill('AB:CD');
    await page.keyboard.press('Enter');
    await page.getByText('It is no SHA-256 fingerprint').waitFor();
    await typed.fill(fingerprint256.replace(/^../, (first) => (first === '00' ? '01' : '00')));
    await page.keyboard.press('Enter');
    await page.getByText('nothing was added').waitFor();
    expect(await authorities.inputValue()).toBe('');
    expect((await page.content()).replaceAll(':', '').toUpperCase()).not.toContain(fingerprint256.replaceAll(':', ''));
    await expectAccessible();
    const comeBy = (isSecure: boolean) =>
      page.evaluate(`Object.defineProperty(window, 'isSecureContext', { value: ${isSecure}, configurable: true })`);
    await comeBy(false);
    await page.getByRole('button', { name: 'Look at the certificates it presents' }).last().click();
    await page.getByText('A browser compares fingerprints only on a page that came by https').waitFor();
    expect(await typed.count()).toBe(0);
    await comeBy(true);
    await page.getByRole('button', { name: 'Look at the certificates it presents' }).last().click();
    await typed.fill(fingerprint256.replaceAll(':', ' ').toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('It is the same').waitFor();

    expect(await authorities.inputValue()).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(await page.evaluate('document.activeElement.name')).toBe('trust.caPem');
    await submit(page);
    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
  });

  it('says when certificates are none, when a server presents none, and when it presents no authority', async () => {
    const console = await aConsole();
    const [presenting, closed] = [await startPresenting('authority-unknown'), await startClosedPort('https')];
    onTestFinished(() => presenting.close());
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');
    await page.getByText('Identity server and certificates of your own').click();
    const look = page.getByRole('button', { name: 'Look at the certificates it presents' });

    await look.click();
    await page.getByText('It is required.').waitFor();
    await fillTarget(page, closed.url);
    await look.click();
    await page.getByRole('alert').getByText('refused the connection').waitFor();
    await fillTarget(page, presenting.url);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The authority at the top is not presented.').waitFor();
    await expectAccessible();
    expect(await page.getByLabel('Its SHA-256 fingerprint').count()).toBe(0);
    await fillPassword(page, 'admin-password');
    await page.getByLabel('Certificates of your authority').fill('no certificate');
    await submit(page);

    await page.getByRole('alert').getByText('The PEM text holds no certificate.').waitFor();
  });

  it('says that the service is gone, also in the middle of the checks, keeps what was typed, and goes on', async () => {
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
    const check = {
      id: 'port-open',
      question: 'Is it open?',
      verdict: 'pass',
      evidence: 'It is.',
      remedy: '',
      dependsOn: [],
    };
    const body = `event: check\ndata: ${JSON.stringify(check)}\n\n`;
    await page.route('**/v1/connections', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
    await submit(page);
    await page.getByText('The line to it broke before it had answered.').waitFor();
    await page.getByRole('region', { name: 'The checks so far' }).getByText('Is it open?').waitFor();
    expect(await page.getByRole('link', { name: 'look at the connections' }).count()).toBe(1);
    await expectAccessible();
    await page.unroute('**/v1/connections');
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
    await page.getByText('Identity server and certificates of your own').click();
    expect(await page.getByRole('button', { name: 'Look at the certificates' }).count()).toBe(0);
  });
});
