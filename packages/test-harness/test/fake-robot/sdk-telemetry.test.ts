import { describe, expect, it, onTestFinished } from 'vitest';
import { aRobot } from './a-robot.js';
import { hasChromium, launchChromium, openChromium } from './sdk/chromium-browser.js';
import { listProcesses, outcomeOf } from './sdk/in-a-page.js';

// What the function that runs in the page sees there.
declare const document: { readonly cookie: string };
declare const localStorage: object;
declare const sessionStorage: object;

describe('a page that turns telemetry off before its first call', () => {
  it('keeps its token, and nothing of telemetry', async ({ skip }) => {
    skip(!hasChromium, 'no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
    const chromium = await launchChromium();
    onTestFinished(() => chromium.close());
    const browser = await openChromium(chromium);
    onTestFinished(browser.close);
    const page = await browser.open((await aRobot()).port);
    await listProcesses(page);
    await outcomeOf(page, 'list');

    const kept = await page.run(
      () => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)],
      undefined,
    );

    expect(kept).toEqual(['', ['uipathToken'], []]);
  });
});
