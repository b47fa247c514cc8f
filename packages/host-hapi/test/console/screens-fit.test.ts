import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { anApp, bind, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

/** Where pictures of the screens are put, when somebody wants them: those in docs/screenshots are such. */
const folder = process.env.CUELIGHT_SCREENSHOTS;

const windows = [
  { name: 'wide', width: 1_100, height: 760, colorScheme: 'light' },
  { name: 'narrow', width: 390, height: 760, colorScheme: 'dark' },
  // What is left of a narrow window that is enlarged.
  { name: 'enlarged', width: 320, height: 380, colorScheme: undefined },
] as const;

describe('the screens of the console', () => {
  const open = browserForTests();

  it('fit in a wide window, in a narrow one, and in one that is enlarged to twice the size', async () => {
    const console = await aConsole();
    const { page } = await open();
    const look = async (screen: string) => {
      for (const { name, colorScheme, ...size } of windows) {
        await page.setViewportSize(size);
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(over, `${screen}, ${name}`).toBeLessThanOrEqual(0);
        if (folder === undefined || colorScheme === undefined) continue;
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(folder, `${screen}-${name}-${colorScheme}.png`) });
      }
    };

    await page.goto(console.url);
    await page.getByRole('heading', { name: 'Sign in to Cuelight' }).waitFor();
    await look('sign-in');
    await console.openSignedIn(page);
    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    await look('welcome');
    await lookAtRefused(page, console.fake.url);
    await look('connect-refused');
    const id = await connect(console);
    await page.goto(`${console.url}/#/connections`);
    await page.getByText('verified').waitFor();
    await look('connections');
    await console.client().post(`/v1/connections/${id}/check`, {});
    await page.goto(`${console.url}/#/connections/${id}`);
    await page.getByRole('region', { name: 'The way to the server' }).waitFor();
    await look('connection');
    const app = await anApp(console);
    const processId = await bind(console, app.id, id);
    await page.goto(`${console.url}/#/apps`);
    await page.getByText('Invoice portal').waitFor();
    await look('apps');
    await page.goto(`${console.url}/#/apps/${app.id}`);
    await page.getByLabel('Name of a new key').fill('portal server');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('heading', { name: 'In a shell, with curl' }).waitFor();
    await look('key');
    await page.goto(`${console.url}/#/connections/${id}/change`);
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await look('change');
    await page.goto(`${console.url}/#/connections/${id}/target`);
    await page.getByLabel('It is in a variable').check();
    await look('target');
    await page.goto(`${console.url}/#/apps/${app.id}/add`);
    await page.getByText('5 processes').waitFor();
    await look('give-a-process');
    await page.goto(`${console.url}/#/apps/${app.id}/run/${processId}`);
    await page.getByLabel('in_Text').fill('hello');
    await look('run');
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('The job is Pending.').waitFor();
    console.fake.admin.setJobState(page.url().split('/').at(-1) ?? '', { state: 'Suspended' });
    await page.getByText('The job is Suspended.').waitFor();
    await look('job');
    await lookAtOperating(page, console.url, look);
  });
});

async function lookAtOperating(page: Page, url: string, look: (screen: string) => Promise<void>) {
  await page.goto(`${url}/#/audit`);
  await page.getByText('This is where the log begins.').waitFor();
  await look('audit');
  await page.goto(`${url}/#/secrets`);
  await page.getByText('new ones go here').waitFor();
  await look('secrets');
  await page.goto(`${url}/#/system`);
  await page.getByText('SQLite, embedded').waitFor();
  await look('system');
}

async function lookAtRefused(page: Page, orchestratorUrl: string) {
  await page.getByRole('link', { name: 'Connect an Orchestrator' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Finance Orchestrator');
  await page.getByLabel('Address', { exact: true }).fill(orchestratorUrl);
  await page.getByLabel('User name', { exact: true }).fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Not connected' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'the cause' }).scrollIntoViewIfNeeded();
}
