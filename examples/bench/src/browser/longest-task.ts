import type { Page } from 'playwright-core';

/**
 * Does something in a page, and answers how long the longest task was that kept the page from answering meanwhile, in
 * milliseconds. A browser counts those of 50 ms or more; where there was none, it is 50 at most.
 */
export async function longestTaskMs(page: Page, run: () => Promise<void>): Promise<number> {
  await page.evaluate(`{
    const tasks = window.longTasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask' });
  }`);
  await run();
  // What was observed is told a moment after it was.
  await page.evaluate('new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done)))');
  return Number(await page.evaluate('Math.max(50, ...window.longTasks)'));
}
