import type { Browser } from 'playwright-core';

/**
 * Loads a page in a browser that has nothing of it yet, and answers how long it took until an element was there, in
 * milliseconds, by the clock of the page.
 */
export async function shownAfterMs(browser: Browser, url: string, selector: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(`new MutationObserver((_, observer) => {
      if (document.querySelector(${JSON.stringify(selector)}) === null) return;
      observer.disconnect();
      window.shownAtMs = performance.now();
    }).observe(document, { childList: true, subtree: true })`);
    await page.goto(url);
    await page.locator(selector).waitFor();
    return Number(await page.evaluate('window.shownAtMs'));
  } finally {
    await context.close();
  }
}
