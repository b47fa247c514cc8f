import type { Browser } from 'playwright-core';
import { shownAfterMs } from '../../browser/shown-after.js';
import { startEmptyPage } from '../../peers/empty-page.js';
import { compare, median, type Row } from '../../row.js';

/**
 * From opening the console for the first time until its form can be used, against a page that shows a heading and is served with
 * the same policy.
 */
export async function untilUsable(browser: Browser, serviceUrl: string, rounds: number): Promise<readonly Row[]> {
  const empty = await startEmptyPage(await policyOf(serviceUrl));
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
    return [
      compare(
        { ...figure, peer: median(peer), peerName: 'an empty page of preact with the same policy' },
        { atMost: 1.5 },
      ),
    ];
  } finally {
    await empty.close();
  }
}

async function policyOf(serviceUrl: string): Promise<Readonly<Record<string, string>>> {
  const { headers } = await fetch(`${serviceUrl}/`);
  const names = [
    'content-security-policy',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'referrer-policy',
  ];
  return Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']));
}
