import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished } from 'vitest';

const executablePath = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** A page of a real browser, and what it did that it should not. */
export interface ABrowser {
  readonly page: Page;
  /** Opens another tab of the same browser. */
  another(): Promise<Page>;
  /** Takes the network away, and gives it back. */
  setOffline(isOffline: boolean): Promise<void>;
  /** Fails where axe-core finds anything, in light and in dark. */
  expectAccessible(): Promise<void>;
}

/** What a browser reports of every refusal, and of a robot that is not there. Whatever is refused here is meant to be. */
const meant = /^(Failed to load resource: |Access to XMLHttpRequest at 'http:\/\/localhost:)/;

/**
 * Opens pages of a Chromium for the tests of a file; they are skipped where there is none.
 *
 * @param args what it is started with beside the usual
 */
export function browserForTests(args: readonly string[] = []): (options?: BrowserContextOptions) => Promise<ABrowser> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!existsSync(executablePath)) return;
    // No name is looked up, so that nothing can leave this machine.
    const rules = 'MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost';
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=${rules}`, ...args],
    });
  });
  afterAll(async () => browser?.close());
  beforeEach(({ skip }) =>
    skip(browser === undefined, `no Chromium at ${executablePath}; CUELIGHT_TEST_CHROMIUM names another`),
  );

  return async (options = {}) => {
    if (browser === undefined) throw new Error('there is no browser');
    const context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      ...options,
    });
    await context.addInitScript(answerForAssistant);
    const wrong: string[] = [];
    const another = async () => watched(await context.newPage(), wrong);
    const page = await another();
    onTestFinished(async () => {
      await context.close();
      expect(wrong, 'what the page did wrong').toEqual([]);
    });
    return {
      page,
      another,
      setOffline: (isOffline) => context.setOffline(isOffline),
      expectAccessible: () => expectAccessible(page),
    };
  };
}

/**
 * A browser asks whether it may open Assistant, in a window that nobody here can answer, and lets nothing be clicked meanwhile. So
 * that is called off, as if somebody had answered.
 */
const answerForAssistant = `navigation.addEventListener('navigate', (event) => {
  if (event.destination.url.startsWith('uipath-web:')) event.preventDefault();
})`;

function watched(page: Page, wrong: string[]): Page {
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => wrong.push(`thrown: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !meant.test(message.text())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!['127.0.0.1', 'localhost'].includes(new URL(request.url()).hostname)) wrong.push(`asked ${request.url()}`);
  });
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  for (const [colorScheme, options] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme: colorScheme as keyof typeof looks });
    const found = await page.evaluate(`axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.map(
      ({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')))`);
    expect(found, `${page.url()} in ${colorScheme}`).toEqual([]);
  }
}

/** What axe-core is asked: in dark, what changes with the colours alone. */
const looks = {
  light: { resultTypes: ['violations'] },
  dark: { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] },
} as const;
