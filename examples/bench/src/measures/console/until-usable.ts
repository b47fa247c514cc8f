import type { Browser } from 'playwright-core';
import { shownAfterMs } from '../../browser/shown-after.js';
import { startEmptyPage } from '../../peers/empty-page.js';
import { compare, median, type Row } from '../../row.js';

/** From opening the console for the first time until its form can be used, against a page that shows a heading. */
export async function untilUsable(browser: Browser, serviceUrl: string, rounds: number): Promise<readonly Row[]> {
  const empty = await startEmptyPage();
  try {
    const ours: number[] = [];
    const peer: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      const [oursMs, peerMs] = [
        await shownAfterMs(browser, `${serviceUrl}/`, '#field-key'),
        await shownAfterMs(browser, `${empty.url}/`, 'h1'),
      ];
      // The first time is the browser's own.
      if (round < 0) continue;
      ours.push(oursMs);
      peer.push(peerMs);
    }
    const figure = { name: 'console', metric: 'until its form can be used', ours: median(ours), unit: 'ms' };
    return [compare({ ...figure, peer: median(peer), peerName: 'an empty page of preact' }, { atMost: 1.5 })];
  } finally {
    await empty.close();
  }
}
