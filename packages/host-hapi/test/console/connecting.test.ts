import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { startClosedPort, startPresenting } from '@cuelight/test-harness/odd-servers';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anApp, connect } from '../world/set-up.js';
import { until } from '../world/until.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';
import { takePictures } from './pictures.js';

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

/** Whether a credential has arrived, to be answered when the clock of the fake says so. */
function isSigningIn({ admin }: FakeOrchestrator): true | undefined {
  return (
    admin.journal().some(({ path, status }) => path === '/api/Account/Authenticate' && status === null) || undefined
  );
}

describe('connecting an Orchestrator in the console', () => {
  const open = browserForTests();

  it('names the cause when it is refused, shows each check as it is answered, and then the new connection', async () => {
    const console = await aConsole();
    const closed = await startClosedPort();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');
    const cause = page.getByRole('listitem').filter({ hasText: 'the cause' });
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'a-wrong-password-7391');

    await submit(page);
    await page.getByRole('heading', { name: 'Not connected' }).waitFor();
    expect(await cause.innerText()).toContain('credentials-accepted');
    expect(await page.content()).not.toContain('7391');
    await expectAccessible();
    expect(await console.client().get('/v1/connections')).toMatchObject({ items: [] });
    await fillTarget(page, closed.url);
    await submit(page);
    await cause.getByText('port-open', { exact: true }).waitFor();
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'admin-password');
    console.fake.admin.addFault({ on: 'POST /api/Account/Authenticate', action: 'delay', delayMs: 60_000, times: 1 });
    await page.keyboard.press('Enter');

    const soFar = page.getByRole('region', { name: 'The checks so far' });
    await soFar.getByText(/questions answered\. Is the credential accepted|questions answered\. Does Orch/).waitFor();
    expect(await soFar.getByRole('heading', { name: 'The way to the server' }).innerText()).toMatch(/4 of 4 ok$/);
    expect(await soFar.getByRole('status').innerText()).toMatch(/ of \d+ ok\.$/);
    expect(await page.evaluate('document.activeElement.name')).toBe('credential.password');
    await takePictures(page, 'connecting', page.getByRole('heading', { name: 'Connecting' }));
    await until(() => isSigningIn(console.fake), 'the credential to be sent');
    await console.fake.admin.advanceClock(60_000);
    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
    await page.getByRole('region', { name: 'The way to the server' }).waitFor();
    await expectAccessible();
    expect(await page.content()).not.toContain('admin-password');
    expect(page.url()).not.toContain('admin');
    await page.getByRole('link', { name: 'Go to the connection' }).click();
    await page.getByText('verified', { exact: true }).waitFor();
  });

  it('says at the field what is wrong with it, goes there, and asks for what each kind of credential takes', async () => {
    const console = await aConsole({ manual: true }, { CUELIGHT_CREDENTIAL_FINANCE: 'admin-password' });
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, 'connect');

    await submit(page);
    expect(await page.getByText('It is required.').count()).toBe(4);
    expect(await page.evaluate('document.activeElement.id')).toBe('field-name');
    await fillTarget(page, console.fake.url);
    await fillPassword(page, 'x'.repeat(1_001));
    const tenant = page.getByLabel('Tenant');
    await tenant.fill('T'.repeat(201));
    await submit(page);
    await page.getByText('It must have at most 200 characters.').waitFor();
    expect(await tenant.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#field-tenant-error').innerText()).toBe('Wrong: It must have at most 200 characters.');
    expect(await tenant.getAttribute('aria-describedby')).toBe('field-tenant-error');
    expect(await page.evaluate('document.activeElement.name')).toBe('tenant');
    expect(await page.locator('.field-wrong').count()).toBe(2);
    await expectAccessible();
    await tenant.fill('Default');

    for (const [kind, labels] of [
      ['External application (client credentials)', ['Application id', 'Application secret', 'Scopes']],
      ['Personal access token', ['Token']],
    ] as const) {
      await page.getByLabel(kind).check();
      for (const label of labels) await page.getByRole('textbox', { name: label }).fill('such-a-secret-5512');
      expect(await page.getByLabel('Password', { exact: true }).count()).toBe(0);
      await submit(page);
      await page.getByRole('heading', { name: 'Not connected' }).or(page.getByRole('alert')).first().waitFor();
      expect(await page.content()).not.toContain('5512');
    }
    await page.getByLabel('User name and password').check();
    await fillPassword(page, 'typed-before-8824');
    await page.getByLabel('It is in a variable of the environment').check();
    const variable = page.getByLabel('Password: the variable that holds it');
    expect(await variable.inputValue()).toBe('');
    await variable.fill('PATH');
    await submit(page);
    await page.getByText('It must be the name of a variable').waitFor();
    await page.locator('[name="credential.password"]:focus').waitFor();
    await expectAccessible();
    await variable.fill('CUELIGHT_CREDENTIAL_UNSET');
    await submit(page);
    await page.getByRole('alert').getByText('CUELIGHT_CREDENTIAL_UNSET').waitFor();
    await variable.fill('CUELIGHT_CREDENTIAL_FINANCE');
    await submit(page);
    await page.getByRole('heading', { level: 1, name: 'Connected: Finance Orchestrator' }).waitFor();
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
    await takePictures(page, 'certificates', page.getByRole('region', { name: `What ${console.fake.url} presents` }));
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

  it('tells a designer which address is for admins to name, and lets a connection be renamed', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const app = await anApp(console);
    const { page } = await open();
    await page.goto(console.url);
    await page.getByLabel('API key').fill(app.keys.designer);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Connect an Orchestrator' }).click();
    await fillTarget(page, 'http://127.0.0.1:1');
    await fillPassword(page, 'admin-password');

    await submit(page);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/admin/);
    await page.getByText('Identity server and certificates of your own').click();
    expect(await page.getByRole('button', { name: 'Look at the certificates' }).count()).toBe(0);
    await page.getByRole('link', { name: 'All connections' }).click();
    await page.getByRole('link', { name: 'Finance Orchestrator' }).click();
    await page.getByRole('link', { name: 'Change the connection' }).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByText('The connection is renamed.').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(0);
    await page.goto(`${console.url}/#/connections/${id}/target`);
    await page.getByRole('heading', { name: 'For admins' }).waitFor();
  });
});
