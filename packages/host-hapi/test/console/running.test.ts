import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { adminKey, seed } from '../world/a-world.js';
import { aBoundApp, bind } from '../world/set-up.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

const invoiceBot = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e02';
const postInvoices = {
  folderKey: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a03',
  releaseKey: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e03',
};

async function aConsoleWithApp() {
  const console = await aConsole();
  const bound = await aBoundApp(console);
  return { ...console, ...bound, runPlace: `apps/${bound.app.id}/run/${bound.processId}` };
}

/** Runs EchoText, and answers the key of the job. */
async function run(page: Page): Promise<string> {
  await page.getByLabel('in_Text').fill('hello');
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('status').getByText('The job is Pending.').waitFor();
  return keyIn(page);
}

function keyIn(page: Page): string {
  return page.url().split('/').at(-1) ?? '';
}

describe('running a process in the console', () => {
  const open = browserForTests();

  it('is done by keyboard alone: the diagram lights up as the job moves, and the walk tells how each step was learnt', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `apps/${console.app.id}`);

    await page.getByRole('link', { name: 'Run EchoText' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Run EchoText' }).waitFor();
    await page.getByLabel('in_Text').waitFor();
    await expectAccessible();
    for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'The job is Pending. It has been Pending.' }).waitFor();
    await expectAccessible();
    const jobKey = keyIn(page);
    console.fake.admin.setJobState(jobKey, { state: 'Running' });
    await page.getByRole('img', { name: 'The job is Running. It has been Pending, Running.' }).waitFor();
    expect(await page.locator('.state-now text').innerHTML()).toBe('Running');
    expect(await page.locator('.state-been text').innerHTML()).toBe('Pending');
    expect(await page.locator('.edge-walked').count()).toBe(1);
    console.fake.admin.setJobState(jobKey, { state: 'Successful', output: { out_Text: '<b>hello</b>' } });

    await page.getByRole('status').getByText('The job is Successful.').waitFor();
    await page.getByText('"out_Text": "<b>hello</b>"').waitFor();
    const steps = page.locator('.steps li');
    expect(await steps.first().innerText()).toContain('Pending found so when this page began to look');
    expect(await steps.last().innerText()).toMatch(/^Successful (told by Orchestrator|seen when the job was read)/);
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    await expectAccessible();
  });

  it('tells a step that nobody saw as inferred', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    const jobKey = await run(page);

    console.fake.admin.setJobState(jobKey, { state: 'Suspended' });

    await page.getByRole('img', { name: 'It has been Pending, Running, Suspended.' }).waitFor();
    expect(await page.locator('.steps li').nth(1).innerText()).toMatch(/^Running inferred it must have been there/);
    await expectAccessible();
  });

  it('can be stopped softly, and killed once one has said so twice', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    const jobKey = await run(page);
    console.fake.admin.setJobState(jobKey, { state: 'Running' });
    await page.getByText('The job is Running.').waitFor();

    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.getByText('Orchestrator was asked to stop it.').waitFor();
    await page.getByText('The job is Stopping.').waitFor();
    await page.getByRole('button', { name: 'Kill …' }).press('Enter');
    await expectAccessible();
    await page.getByRole('button', { name: 'Do not' }).press('Enter');
    await page.getByRole('button', { name: 'Kill …' }).press('Enter');
    await page.getByRole('button', { name: 'Kill it now' }).press('Enter');

    await page.getByText('Orchestrator was asked to kill it.').waitFor();
    await page.getByText(/The job is (Terminating|Stopped)\./).waitFor();
    // Orchestrator tells of no Stopping: whichever is first, the answer to the stop or the read that it brings about.
    expect(await page.locator('.steps').innerText()).toMatch(
      /Stopping (?:from the answer to the stop|seen when the job was read)/,
    );
    await expectAccessible();
  });

  it('asks for each argument by its type, and says at the field what does not fit', async () => {
    const console = await aConsoleWithApp();
    const bot = await bind(console, console.app.id, console.connectionId, {
      releaseKey: invoiceBot,
      folderKey: seed.shared,
    });
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `apps/${console.app.id}/run/${bot}`);
    const submit = page.getByRole('button', { name: 'Run it' });

    await page.getByLabel('in_Limit').fill('1.5');
    await submit.click();
    expect(await page.locator('.error').allInnerTexts()).toEqual([
      'Wrong: It is required.',
      'Wrong: It must be a whole number, such as 12.',
    ]);
    expect(await page.evaluate('document.activeElement.id')).toBe('field-argument-0');
    await expectAccessible();
    await page.getByLabel('in_Period').fill('2026-11');
    await page.getByLabel('in_Limit').fill('12');
    await page.getByLabel('in_DryRun').selectOption('Yes');
    await submit.click();
    await page.getByText('The job is Pending.').waitFor();

    const [job] = console.fake.admin.state().jobs;
    expect(JSON.parse(String(job?.InputArguments))).toEqual({ in_Period: '2026-11', in_Limit: 12, in_DryRun: true });
  });

  it('takes lists as JSON, and the whole input as JSON', async () => {
    const console = await aConsoleWithApp();
    const post = await bind(console, console.app.id, console.connectionId, postInvoices);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `apps/${console.app.id}/run/${post}`);
    const submit = page.getByRole('button', { name: 'Run it' });

    await page.getByLabel('in_InvoiceNumbers').fill('{"no": "list"}');
    await page.getByLabel('in_PostingDate').fill('some day');
    await submit.click();
    expect(await page.locator('.error').count()).toBe(2);
    await page.getByLabel('Write the input as JSON').check();
    await page.getByLabel('Input', { exact: false }).last().fill('[1]');
    await submit.click();
    await page.getByText('It must be an object in JSON').waitFor();
    await expectAccessible();
    await page.locator('#field-json').fill('{"in_InvoiceNumbers": ["a", "b"]}');
    await submit.click();
    await page.getByText('The job is Pending.').waitFor();

    const [job] = console.fake.admin.state().jobs;
    expect(JSON.parse(String(job?.InputArguments))).toEqual({ in_InvoiceNumbers: ['a', 'b'] });
  });

  it('starts one job, though the answer to the start was lost', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    await page.getByLabel('in_Text').fill('hello');
    let isLost = true;
    await page.route('**/jobs', async (route) => {
      if (!isLost) return route.continue();
      isLost = false;
      await route.fetch();
      await route.abort();
    });

    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await expectAccessible();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('The job is Pending.').waitFor();

    expect(console.fake.admin.state().jobs).toHaveLength(1);
  });

  it('shows why a job faulted, as text', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    const jobKey = await run(page);

    console.fake.admin.setJobState(jobKey, { state: 'Faulted', info: '<script>alert(1)</script> \u202egnp.exe' });

    await page.getByRole('heading', { name: 'Why it faulted' }).waitFor();
    await page.getByText('<script>alert(1)</script>').waitFor();
    expect(await page.locator('main script').count()).toBe(0);
    await expectAccessible();
  });

  it('says that the line is broken, asks who one is when the session is gone, and goes on with the job', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    const jobKey = await run(page);

    await console.stop();
    await page.getByRole('alert').getByText('The line to the service is broken.').waitFor();
    await expectAccessible();
    console.fake.admin.setJobState(jobKey, { state: 'Running' });
    await console.start();
    await page.getByText('Your session has ended.').waitFor();
    await page.getByLabel('API key').fill(adminKey);
    await page.keyboard.press('Enter');

    await page.getByText('The job is Running.').waitFor();
    expect(keyIn(page)).toBe(jobKey);
  });

  it('says that a job is not there, and that a process is not', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(
      page,
      `apps/${console.app.id}/jobs/${console.processId}/00000000-0000-4000-8000-000000000000`,
    );

    await page.getByRole('alert').waitFor();
    await expectAccessible();
    await page.goto(`${console.url}/#/apps/${console.app.id}/run/nothing`);
    await page.getByText('The app has no such process any more.').waitFor();
    await page.goto(`${console.url}/#/${console.runPlace}`);
    await page.getByLabel('in_Text').waitFor();
    await console.fake.close();
    await page.getByLabel('in_Text').fill('hello');
    await page.getByRole('button', { name: 'Run it' }).click();

    await page.getByRole('alert').waitFor();
    await expectAccessible();
  });
});
