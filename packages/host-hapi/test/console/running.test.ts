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

  it('shows each job live: the diagram lights up as it moves, the walk tells how each step was learnt, and what came of it', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    const again = page.getByRole('link', { name: 'Run it again' });

    const first = await run(page);
    console.fake.admin.setJobState(first, { state: 'Suspended' });
    await page.getByRole('img', { name: 'It has been Pending, Running, Suspended.' }).waitFor();
    expect(await page.locator('.steps li').nth(1).innerText()).toMatch(/^Running inferred it must have been there/);
    expect(await page.locator('.state-now text').innerHTML()).toBe('Suspended');
    expect(await page.locator('.state-been text').allTextContents()).toEqual(['Pending', 'Running']);
    expect(await page.locator('.edge-walked').count()).toBe(2);
    await expectAccessible();
    console.fake.admin.setJobState(first, { state: 'Successful', output: { out_Text: '<b>hello</b>' } });
    await page.getByText('"out_Text": "<b>hello</b>"').waitFor();
    const steps = page.locator('.steps li');
    expect(await steps.first().innerText()).toContain('Pending found so when this page began to look');
    expect(await steps.last().innerText()).toMatch(/^Successful (told by Orchestrator|seen when the job was read)/);
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    await expectAccessible();

    await again.click();
    console.fake.admin.setJobState(await run(page), { state: 'Running' });
    await page.getByText('The job is Running.').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Orchestrator was asked to stop it.').waitFor();
    await page.getByText('The job is Stopping.').waitFor();
    await page.getByRole('button', { name: 'Kill …' }).click();
    await expectAccessible();
    await page.getByRole('button', { name: 'Kill it now' }).click();
    await page.getByText('Orchestrator was asked to kill it.').waitFor();
    await page.getByText(/The job is (Terminating|Stopped)\./).waitFor();
    // Orchestrator tells of no Stopping: whichever is first, the answer to the stop or the read that it brings about.
    expect(await page.locator('.steps').innerText()).toMatch(
      /Stopping (?:from the answer to the stop|seen when the job was read)/,
    );

    await again.click();
    const info = '<script>alert(1)</script> \u202egnp.exe';
    console.fake.admin.setJobState(await run(page), { state: 'Faulted', info });
    await page.getByRole('heading', { name: 'Why it faulted' }).waitFor();
    await page.getByText('<script>alert(1)</script>').waitFor();
    expect(await page.locator('main script').count()).toBe(0);
  });

  it('asks for each argument by its type, for lists or all of it in JSON, and says at the field what does not fit', async () => {
    const console = await aConsoleWithApp();
    const bot = await bind(console, console.app.id, console.connectionId, {
      releaseKey: invoiceBot,
      folderKey: seed.shared,
    });
    const post = await bind(console, console.app.id, console.connectionId, postInvoices);
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, `apps/${console.app.id}/run/${bot}`);
    const submit = page.getByRole('button', { name: 'Run it' });
    const inputs = () => console.fake.admin.state().jobs.map((job) => JSON.parse(String(job.InputArguments)));

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
    const typed = { in_Period: '2026-11', in_Limit: 12, in_DryRun: true };
    expect(inputs()).toEqual([typed]);

    await page.goto(`${console.url}/#/apps/${console.app.id}/run/${post}`);
    await page.getByLabel('in_InvoiceNumbers').fill('{"no": "list"}');
    await page.getByLabel('in_PostingDate').fill('some day');
    await submit.click();
    expect(await page.locator('.error').count()).toBe(2);
    await page.getByLabel('Write the input as JSON').check();
    await page.locator('#field-json').fill('[1]');
    await submit.click();
    await page.getByText('It must be an object in JSON').waitFor();
    await expectAccessible();
    await page.locator('#field-json').fill('{"in_InvoiceNumbers": ["a", "b"]}');
    await submit.click();
    await page.getByText('The job is Pending.').waitFor();
    expect(inputs()).toEqual(expect.arrayContaining([typed, { in_InvoiceNumbers: ['a', 'b'] }]));
  });

  it('starts one job, though what became of the start was not known, and takes nobody along who has gone elsewhere', async () => {
    const console = await aConsoleWithApp();
    const { page, expectAccessible } = await open();
    await console.openSignedIn(page, console.runPlace);
    await page.getByLabel('in_Text').fill('hello');
    const submit = page.getByRole('button', { name: 'Run it' });
    const keys: (string | undefined)[] = [];
    await page.route('**/jobs', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length === 1) {
        const problem = {
          title: 'Unknown',
          status: 504,
          code: 'start-outcome-unknown',
          detail: 'It is.',
          remedy: 'Wait.',
        };
        return route.fulfill({ status: 504, contentType: 'application/problem+json', json: problem });
      }
      const answer = await route.fetch();
      return keys.length === 2 ? route.abort() : route.fulfill({ response: answer });
    });

    await submit.click();
    await page.getByRole('alert').getByText('Unknown').waitFor();
    await page.getByText('The job may have been started all the same.').waitFor();
    await expectAccessible();
    await submit.click();
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await submit.click();
    await page.getByText('The job is Pending.').waitFor();
    expect(console.fake.admin.state().jobs).toHaveLength(1);
    expect(new Set(keys).size).toBe(1);

    await page.goBack();
    await page.getByLabel('in_Text').fill('again');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/jobs', async (route) => {
      await held;
      await route.continue();
    });
    await submit.click();
    await page.getByRole('link', { name: 'Secrets' }).click();
    await page.getByText('new ones go here').waitFor();
    const answered = page.waitForResponse('**/jobs');
    release();
    await (await answered).finished();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('Read again.').waitFor();
    expect(page.url()).toBe(`${console.url}/#/secrets`);
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
    const { page } = await open();
    await console.openSignedIn(
      page,
      `apps/${console.app.id}/jobs/${console.processId}/00000000-0000-4000-8000-000000000000`,
    );

    await page.getByRole('alert').waitFor();
    await page.goto(`${console.url}/#/apps/${console.app.id}/run/nothing`);
    await page.getByText('The app has no such process any more.').waitFor();
    await page.goto(`${console.url}/#/${console.runPlace}`);
    await page.getByLabel('in_Text').waitFor();
    await console.fake.close();
    await page.getByLabel('in_Text').fill('hello');
    await page.getByRole('button', { name: 'Run it' }).click();

    await page.getByRole('alert').waitFor();
    await page.getByRole('link', { name: 'Processes of the app' }).click();
    await page.getByRole('link', { name: 'Run EchoText' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.getByRole('link', { name: 'Find out why' }).click();
    await page.getByText('It does not work.').waitFor();
  });
});
