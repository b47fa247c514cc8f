import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasChromium, launchChromium, openChromium } from './chromium-browser.js';
import { openNodeBrowser } from './node-browser.js';
import type { SdkBrowser } from './sdk-page.js';

/** A test that is played in a browser with a profile of its own; no request may leave the machine meanwhile. */
type Scenario = (title: string, play: (browser: SdkBrowser) => Promise<void>) => void;

/** Tests of the unmodified SDK, in the little of a browser that it needs, and in a real one where there is one. */
export function describeSdk(define: (scenario: Scenario) => void): void {
  describe('the unmodified @uipath/robot 1.3.1 in Node', () => {
    define((title, play) => it(title, () => playIn(openNodeBrowser(), play)));
  });

  describe('the unmodified @uipath/robot 1.3.1 in Chromium', () => {
    let chromium: Browser;
    it('is there', ({ skip }) => {
      skip(!hasChromium, 'no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
    });
    if (!hasChromium) return;
    beforeAll(async () => {
      chromium = await launchChromium();
    });
    afterAll(() => chromium.close());
    define((title, play) => it(title, () => playIn(openChromium(chromium), play)));
  });
}

async function playIn(opening: Promise<SdkBrowser>, play: (browser: SdkBrowser) => Promise<void>): Promise<void> {
  const browser = await opening;
  onTestFinished(browser.close);
  await play(browser);
  expect(browser.hosts().filter((host) => !/^http:\/\/(localhost|127\.0\.0\.1)$/.test(host))).toEqual([]);
}
