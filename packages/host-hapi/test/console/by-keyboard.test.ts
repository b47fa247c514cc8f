import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { adminKey } from '../world/a-world.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';

/** No screen has more places for the keyboard than this. */
const mostStops = 40;

/** What has the focus: by its label, else by what it says. */
function focused(page: Page): Promise<string> {
  return page.evaluate(`(({ labels, innerText }) => (labels?.[0]?.innerText ?? innerText).replace(/\\s+/g, ' ').trim())(
    document.activeElement)`);
}

/** Presses a key until something has the focus. */
async function pressTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while (passed.length < mostStops) {
    await page.keyboard.press(key);
    passed.push(await focused(page));
    if (passed.at(-1) === name) return;
  }
  throw new Error(`nothing is called ${name} on the way: ${passed.join(', ')}`);
}

/** A screen begins at its heading. */
async function begins(page: Page, title: string): Promise<void> {
  await page.locator('h1:focus', { hasText: title }).waitFor();
}

describe('the console by keyboard alone', () => {
  const open = browserForTests();

  it('connects, gives an app a process, runs and stops it, and is never without a place for the focus', async () => {
    const { url, fake } = await aConsole();
    const { page } = await open();
    const { keyboard } = page;
    const enter = () => keyboard.press('Enter');
    await page.goto(url);
    await begins(page, 'Sign in to Cuelight');

    await pressTo(page, 'API key');
    await keyboard.type(adminKey);
    await enter();
    await begins(page, 'Welcome to Cuelight');
    await pressTo(page, 'Connect an Orchestrator');
    await enter();
    await begins(page, 'Connect an Orchestrator');
    for (const [label, text] of [
      ['Name', 'Finance Orchestrator'],
      ['Address', fake.url],
      ['User name', 'admin'],
      ['Password', 'admin-password'],
    ] as const) {
      await pressTo(page, label);
      await keyboard.type(text);
    }
    await enter();
    await begins(page, 'Connected: Finance Orchestrator');
    await pressTo(page, 'All connections');
    await enter();
    await begins(page, 'Connections');
    await pressTo(page, 'Refresh');
    await enter();
    await page.getByRole('status').getByText('Read again.').waitFor();
    expect(await focused(page)).toBe('Refresh');

    await pressTo(page, 'Apps', 'Shift+Tab');
    await enter();
    await begins(page, 'Apps');
    await pressTo(page, 'Name of a new app');
    await keyboard.type('Invoice portal');
    await enter();
    await page.getByText('The app is made.').waitFor();
    expect(await focused(page)).toBe('Name of a new app');
    await pressTo(page, 'Invoice portal', 'Shift+Tab');
    await enter();
    await begins(page, 'Invoice portal');
    await pressTo(page, 'Give it a process');
    await enter();
    await begins(page, 'Give the app a process');
    await pressTo(page, 'Search a folder or a process');
    await keyboard.type('echo');
    await page.getByText('1 process', { exact: true }).waitFor();
    await pressTo(page, 'Give EchoText');
    await enter();
    await begins(page, 'Invoice portal');

    await pressTo(page, 'Run EchoText');
    await enter();
    await begins(page, 'Run EchoText');
    await pressTo(page, 'in_Text');
    await keyboard.type('hello');
    await enter();
    await begins(page, 'Job');
    const jobKey = page.url().split('/').at(-1) ?? '';
    fake.admin.setJobState(jobKey, { state: 'Running' });
    await page.getByText('The job is Running.').waitFor();
    await pressTo(page, 'Stop');
    await enter();
    await page.getByText('Orchestrator was asked to stop it.').waitFor();
    expect(await focused(page)).toBe('Stop');
    await pressTo(page, 'Kill …');
    await enter();
    await page.locator(':focus', { hasText: 'Do not' }).waitFor();
    expect(await page.locator(':focus').getAttribute('aria-describedby')).toBe(
      await page.getByText('It ends wherever it is, without cleaning up.').getAttribute('id'),
    );
    await enter();
    await page.locator(':focus', { hasText: 'Kill …' }).waitFor();
    fake.admin.setJobState(jobKey, { state: 'Stopped' });
    await page.getByText('The job is Stopped.').waitFor();
    await begins(page, 'Job');

    await pressTo(page, 'Sign out', 'Shift+Tab');
    await enter();
    await page.getByText('You are signed out.').waitFor();
    await begins(page, 'Sign in to Cuelight');
  });
});
