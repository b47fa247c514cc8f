import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { preparation, type SdkBrowser, sdkBundle } from './sdk-page.js';

const executablePath = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';

/** Whether there is a Chromium on this machine. */
export const hasChromium = existsSync(executablePath);

/** A Chromium that resolves no name but those of this machine. Routing requests instead would hide preflights. */
export function launchChromium(): Promise<Browser> {
  const rules = 'MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1';
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=${rules}`] });
}

/** A fresh profile of a real Chromium, whose pages come from a server of their own on loopback. */
export async function openChromium(chromiumBrowser: Browser): Promise<SdkBrowser> {
  const server = createServer(({ url }, response) => {
    if (url === '/UiPathRobot.js') response.setHeader('content-type', 'text/javascript').end(sdkBundle);
    else response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await chromiumBrowser.newContext({ locale: 'en-US' });
  const hosts = new Set<string>();
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // The launch of Assistant, which a page tries by a scheme of its own, goes nowhere.
    if (protocol !== 'uipath-web:') hosts.add(`${protocol}//${hostname}`);
  });

  return {
    async open(port) {
      const uncaught: string[] = [];
      const tab = await context.newPage();
      tab.on('pageerror', (error) => uncaught.push(String(error)));
      await tab.goto(`${origin}/`);
      await tab.evaluate(`(0, eval)(${JSON.stringify(preparation(port))})`);
      return {
        origin,
        // The types of playwright say more than can be promised of any function.
        run: (work, argument) => tab.evaluate(`(${work})(${JSON.stringify(argument)})`),
        uncaught: () => [...uncaught],
      };
    },
    hosts: () => [...hosts],
    async close() {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const page = '<!DOCTYPE html><meta charset="utf-8"><title>A page</title><script src="/UiPathRobot.js"></script>';
