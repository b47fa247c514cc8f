import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { anApp, bind, connect } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';
import { takePictures, windows } from './pictures.js';

/** Every window, and what is left of a narrow one that is enlarged to twice the size. */
const sizes = [...windows, { name: 'enlarged', width: 320, height: 380 }] as const;

describe('the screens of the console', () => {
  const open = browserForTests();

  it('fit in a wide window, in a narrow one, and in one that is enlarged to twice the size', async () => {
    const console = await aConsole();
    const { page } = await open();
    const look = async (screen: string, from?: Locator) => {
      for (const { name, ...size } of sizes) {
        await page.setViewportSize(size);
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(over, `${screen}, ${name}`).toBeLessThanOrEqual(0);
      }
      await takePictures(page, screen, from);
    };

    await page.goto(console.url);
    await page.getByRole('heading', { name: 'Sign in to Cuelight' }).waitFor();
    await look('sign-in');
    await console.openSignedIn(page);
    await page.getByRole('heading', { name: 'Welcome to Cuelight' }).waitFor();
    await look('welcome');
    await lookAtRefused(page, console.fake.url);
    await look('connect-refused', page.getByRole('heading', { name: 'Not connected' }));
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
    await page.goto(`${console.url}/#/connections/${id}/credential`);
    await page.getByLabel('User name', { exact: true }).waitFor();
    await look('credential');
    await page.goto(`${console.url}/#/connections/${id}/refused-deliveries`);
    await page.getByText(/None was refused|nothing was refused|No delivery/i).waitFor();
    await look('refused-deliveries');
    await page.goto(`${console.url}/#/apps/${app.id}/call/${processId}`);
    await page.getByRole('heading', { name: 'In a shell, with curl' }).waitFor();
    await look('call');
    await page.goto(`${console.url}/#/apps/${app.id}/check/${processId}`);
    await page.getByRole('heading', { name: 'What was found' }).waitFor();
    await look('check');
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
}
