import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runApp } from '../src/run-app.js';

const chromium = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';

describe('the page of an app', () => {
  it('gets its tokens from the server of the app, which gives away no key', async () => {
    const app = await runApp();
    onTestFinished(() => app.close());

    const token = await (await fetch(`${app.url}/token`, { method: 'POST' })).text();
    const page = await (await fetch(app.url)).text();
    const script = await (await fetch(`${app.url}/page.js`)).text();

    expect(token).toMatch(/^[\x21-\x7e]+$/);
    expect(page + script).not.toContain(token);
  }, 60_000);

  it('starts a process in Chromium, and shows its lifecycle to the output', async ({ skip }) => {
    skip(!existsSync(chromium), 'no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
    const folder = await mkdtemp(join(tmpdir(), 'cuelight-app-page-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const watcher = await startWatcher();
    const page = await readFile(new URL('../page/page.html', import.meta.url), 'utf8');
    await writeFile(join(folder, 'page.html'), page.replace('</body>', `${clicking(watcher.url)}</body>`));
    const app = await runApp(join(folder, 'page.html'));
    onTestFinished(() => app.close());

    await openInChromium(app.url, join(folder, 'profile'), watcher.told);

    expect(await watcher.told).toEqual(['Pending', 'Running', 'Successful {"out_Text":"hello"}']);
  }, 60_000);
});

/** Somebody who clicks, and tells what the page shows once there are three lines. */
function clicking(watcherUrl: string): string {
  return `<script type="module">
    const lines = () => [...document.querySelectorAll('li')].map((line) => line.textContent);
    const tell = () => lines().length >= 3 && fetch('${watcherUrl}', { method: 'POST', mode: 'no-cors', body: JSON.stringify(lines()) });
    new MutationObserver(tell).observe(document.querySelector('ol'), { childList: true });
    document.querySelector('button').click();
  </script>`;
}

/** Takes what a page tells. */
async function startWatcher() {
  let tell = (_: unknown) => {};
  const told = new Promise<unknown>((resolve) => {
    tell = resolve;
  });
  const server = createServer(async (request, response) => {
    tell(JSON.parse(await text(request)));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, told };
}

/** Has the page open until it has told what it shows. */
async function openInChromium(url: string, profile: string, told: Promise<unknown>): Promise<void> {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`];
  const browser = new AbortController();
  const running = promisify(execFile)(chromium, [...flags, '--remote-debugging-port=0', url], {
    signal: browser.signal,
    timeout: 50_000,
  });
  await Promise.race([told, running]);
  browser.abort();
  await running.catch(() => {});
}
