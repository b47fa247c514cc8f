import { readFile } from 'node:fs/promises';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import type { Page, Request } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from '../world/a-folder.js';
import { aHeldRotation } from '../world/a-held-rotation.js';
import { adminKey } from '../world/a-world.js';
import { anApp, connect } from '../world/set-up.js';
import { until } from '../world/until.js';
import { browserForTests } from './a-browser.js';
import { aConsole, openSignedIn } from './a-console.js';

describe('operating Cuelight from the console', () => {
  const open = browserForTests();

  it('shows an admin who changed what, what was refused, where secrets are, and how the service stands', async () => {
    const console = await aConsole();
    const id = await connect(console);
    const { page } = await open();
    await console.openSignedIn(page, `connections/${id}/refused-deliveries`);
    await page.getByText('None was refused').waitFor();
    await fetch(`${console.url}/hooks/${id}`, { method: 'POST', body: '{}' });
    await until(async () => {
      const { items } = await console.client().get(`/v1/connections/${id}/refused-deliveries`);
      return items.length > 0 || undefined;
    }, 'an explanation');
    await page.getByRole('link', { name: 'The connection' }).click();
    await page.getByRole('link', { name: 'Refused deliveries' }).click();
    await page.getByText('1 refused since').waitFor();
    await page.getByText('no-signature').waitFor();

    await page.getByRole('link', { name: 'Audit log' }).click();
    const change = page.getByRole('listitem').filter({ hasText: 'Make a connection' });
    expect(await change.innerText()).toMatch(/done\n[\s\S]*by the operator, entry \d+\n[\s\S]*Finance Orchestrator/);
    await page.getByText('This is where the log begins.').waitFor();

    await page.getByRole('link', { name: 'Secrets' }).click();
    await page.getByText('the file master-keys beside the database.').waitFor();
    await page.getByText('less than a minute ago').waitFor();
    await page.getByText('Make 32 random bytes').waitFor();
    expect(await page.getByRole('button', { name: 'Rotate' }).count()).toBe(0);

    await page.getByRole('link', { name: 'System' }).click();
    await page.getByText('SQLite, embedded').waitFor();
    await page.getByText('delivery-refused').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download a support bundle' }).click();
    const bundle = await readFile(await (await downloading).path(), 'utf8');
    await page.getByText('The support bundle was made.').waitFor();
    expect(JSON.parse(bundle)).toMatchObject({ format: 'cuelight-support-bundle', redaction: { replaced: 0 } });
    expect(bundle).not.toContain(adminKey);
  });

  it('rotates the master key, shows how it goes, and says when it is done', async () => {
    const fake = await startFakeOrchestrator({ manual: true });
    onTestFinished(() => fake.close());
    const host = await aHeldRotation(await aFolder());
    await connect({ ...host, fake });
    const { page, expectAccessible, setOffline } = await open();
    await page.clock.install();
    await openSignedIn(host, page, 'secrets');
    const rotate = page.getByRole('button', { name: 'Rotate to k2' });

    await rotate.press('Enter');
    await page.getByText('From then on this key seals').waitFor();
    await page.getByRole('button', { name: 'Do not' }).press('Enter');
    await rotateTo(page, 'k2');
    await host.waitForRow();
    await page.getByText('1 of 5 secrets').waitFor();
    const progress = page.getByRole('progressbar');
    expect(await progress.evaluate((bar) => [bar.getAttribute('value'), bar.getAttribute('max')])).toEqual(['1', '5']);
    expect(await page.getByRole('button', { name: /otat/ }).count()).toBe(0);
    await expectAccessible();
    expect(await asksWhile(page, { isHidden: true })).toBe(false);
    expect(await asksWhile(page, { isHidden: false })).toBe(true);
    await setOffline(true);
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await setOffline(false);
    await page.getByRole('link', { name: 'System' }).click();
    await page.getByRole('link', { name: 'Secrets' }).click();
    await page.getByText('Rotating to the key k2').waitFor();
    host.letGo();

    await page.getByText('Rotated: the key k2 opens every secret.').waitFor();
    await page.getByText('5 of 5 secrets').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Key k2' }).innerText()).toContain('seals');
    await rotationsRefused(page, host);
  });

  it('says what is true where no key can be rotated, where a host lacks one, and where a rotation was cut short', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page);
    const key = { isSealing: false, secrets: 0, hosts: ['web-1'], isOnEveryHost: false };
    const rotation = {
      ...{ to: 'k2', state: 'failed', done: 3, total: 5, beganAt: '2026-11-26T08:00:00.000Z' },
      failure: { code: 'cut-short', detail: 'It was cut short.', remedy: 'Repeat it.' },
    };
    const local = { newIn: 'local', backends: [{ name: 'local', secrets: 5 }], hosts: ['web-1', 'web-2'] };
    const keys = [
      { ...key, id: 'k1', secrets: 2, hosts: local.hosts, isOnEveryHost: true },
      { ...key, id: 'k2', secrets: 3, hosts: local.hosts, isOnEveryHost: true, isSealing: true },
      { ...key, id: 'k3' },
    ];
    const answers = [
      { newIn: 'hashicorp-vault', backends: [{ name: 'hashicorp-vault', secrets: 5 }], hosts: ['web-1'] },
      { ...local, masterKeys: { from: ['azure-key-vault'], keys }, rotation },
    ];
    await page.route('**/v1/secrets', (route) => route.fulfill({ json: answers.shift() }));

    await page.getByRole('link', { name: 'Secrets' }).click();
    await page.getByText('There is no master key to rotate here').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Refresh' }).click();

    await page.getByText('The rotation to the key k2 is not complete.').waitFor();
    await page.getByText('Repeat it.').waitFor();
    await page.getByRole('button', { name: 'Finish rotating to k2' }).waitFor();
    await page.getByText('Nobody noted it').waitFor();
    await page.getByText('Missing on: web-2').waitFor();
    expect(await page.getByRole('button', { name: 'Rotate to k3' }).count()).toBe(0);
    await page.getByText('How to add a new key').click();
    await page.getByText('Make a new version of the key in the Key Vault').waitFor();
    await expectAccessible();
  });

  it('shows older entries of the audit log when asked, and why they do not come', async () => {
    const console = await aConsole();
    await anApp(console);
    const { page, setOffline } = await open();
    await console.openSignedIn(page);
    await page.route('**/v1/audit?*', async (route) => {
      if (route.request().url().includes('cursor=')) return route.continue();
      const { items, next } = (await console.client().get('/v1/audit?limit=1')).body;
      await route.fulfill({ json: { items, next } });
    });

    await page.getByRole('link', { name: 'Audit log' }).click();
    const newest = page.getByRole('listitem').first();
    await newest.getByText('Make an API key').waitFor();
    await setOffline(true);
    await page.getByRole('button', { name: 'Show older' }).click();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();

    await page.getByText('Make an app').waitFor();
    await newest.getByText('Make an API key').waitFor();
    await page.getByText('This is where the log begins.').waitFor();
  });
});

async function rotateTo(page: Page, keyId: string) {
  await page.getByRole('button', { name: `Rotate to ${keyId} …` }).press('Enter');
  await page.getByRole('button', { name: `Rotate to ${keyId}`, exact: true }).press('Enter');
}

/** Whether the page reads the progress within some seconds while it is seen, or is not. */
async function asksWhile(page: Page, { isHidden }: { readonly isHidden: boolean }): Promise<boolean> {
  // Nothing is on its way then: the next reading is a second away.
  if (isHidden) await page.waitForResponse('**/v1/secrets');
  await page.evaluate(
    `Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${isHidden} });
     document.dispatchEvent(new Event('visibilitychange'));`,
  );
  let asked = false;
  const note = (request: Request) => {
    asked ||= request.url().endsWith('/v1/secrets');
  };
  page.on('request', note);
  await page.clock.runFor(3_000);
  page.off('request', note);
  return asked;
}

/** What is refused is said, and the screen stays as it was. */
async function rotationsRefused(page: Page, host: Awaited<ReturnType<typeof aHeldRotation>>) {
  await page.route('**/v1/secrets/rotation', async (route) => {
    const { status, text } = await host.client().post('/v1/secrets/rotation', { to: 'k3' });
    await route.fulfill({ status, body: text, contentType: 'application/problem+json' });
  });
  await rotateTo(page, 'k1');
  await page.getByRole('alert').getByText('This host has no master key k3.').waitFor();
}
