import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Where pictures of the screens are put, when somebody wants them: those in docs/screenshots are such. */
const folder = process.env.CUELIGHT_SCREENSHOTS;

/** The windows that screens are looked at in. */
export const windows = [
  { name: 'wide', width: 1_100, height: 760 },
  { name: 'narrow', width: 390, height: 760 },
] as const;

/**
 * Takes pictures of what a page shows, in both windows, in light and in dark, where somebody wants them.
 *
 * @param from what is to be at the top
 */
export async function takePictures(page: Page, screen: string, from?: Locator): Promise<void> {
  if (folder === undefined) return;
  const before = page.viewportSize();
  for (const { name, ...size } of windows) {
    await page.setViewportSize(size);
    await from?.evaluate((element) => element.scrollIntoView());
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${screen}-${name}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}
