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
  /** Takes the network away, and gives it back. */
  setOffline(isOffline: boolean): Promise<void>;
  /** Fails where axe-core finds anything, in light and in dark. */
  expectAccessible(): Promise<void>;
}

/** Opens pages of a Chromium for the tests of a file; they are skipped where there is none. */
export function browserForTests(): (options?: BrowserContextOptions) => Promise<ABrowser> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!existsSync(executablePath)) return;
    // No name is looked up, so that nothing can leave this machine.
    const rules = 'MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=${rules}`],
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
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`thrown: ${error}`));
    page.on('console', (message) => {
      // A browser reports each answer that refuses; whatever is refused here is meant to be.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource: '))
        wrong.push(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') wrong.push(`asked ${request.url()}`);
    });
    onTestFinished(async () => {
      await context.close();
      expect(wrong, 'what the page did wrong').toEqual([]);
    });
    return {
      page,
      setOffline: (isOffline) => context.setOffline(isOffline),
      expectAccessible: () => expectAccessible(page),
    };
  };
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
