import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventText, jobKey, move, processId, snapshot } from './a-service.js';

const built = join(import.meta.dirname, '../../dist/host-client/index.js');
const chromium = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';

/** What a page may have to load for it, in bytes: minified, and as it travels. */
const budget = { minified: 36_000, gzipped: 12_500 };

/** Runs a process and tells its states; `host` is the bundle, `url` the service. */
const work = `(async () => {
  const runner = host.createHostClient({ url, getToken: async () => 'a-token' });
  const run = await runner.start('${processId}', { input: { in_Text: 'hello' } });
  if (!run.ok) return run.failure;
  const states = [];
  for await (const event of run.value.events) states.push((event.job ?? event.move).state);
  const stopped = await runner.stop('${processId}', run.value.jobKey, 'kill');
  return { states, stopped };
})()`;

const workDone = { states: ['Pending', 'Running', 'Successful'], stopped: { ok: true } };

describe('the host client outside Node', () => {
  let bundle: { readonly code: string; readonly imports: readonly string[]; readonly warnings: readonly string[] };
  beforeAll(async () => {
    bundle = await bundleForBrowsers();
  });

  it('bundles into one file that imports nothing', () => {
    expect(bundle.warnings).toEqual([]);
    expect(bundle.imports).toEqual([]);
  });

  it('is small enough for a page', () => {
    const size = { minified: bundle.code.length, gzipped: gzipSync(bundle.code).length };
    process.stdout.write(`host client for a page: ${size.minified} bytes minified, ${size.gzipped} gzipped\n`);

    expect(size.minified).toBeLessThanOrEqual(budget.minified);
    expect(size.gzipped).toBeLessThanOrEqual(budget.gzipped);
  });

  it('needs what the web has and nothing of Node, over a connection that breaks once', async () => {
    const url = await startService();
    const web = { AbortController, crypto, fetch, Headers, performance, setTimeout, clearTimeout, TextDecoder, URL };
    const bare = createContext({ ...web, url });

    const answer: unknown = await runInContext(`${bundle.code}\n${work}`, bare);

    expect(JSON.parse(JSON.stringify(answer))).toEqual(workDone);
  });

  it('works in Chromium, on a page of another origin', async ({ skip }) => {
    skip(!existsSync(chromium), 'no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
    const script = `${bundle.code}\nconst url = ${JSON.stringify(await startService())};
${work}.then((done) => fetch('/done', { method: 'POST', body: JSON.stringify(done) }))`;
    const page = await startPage(`<meta charset="utf-8"><body><script>${script.replaceAll('</', '<\\/')}</script>`);

    await openInChromium(page.url, page.done);

    expect(await page.done).toEqual(workDone);
  });
});

async function bundleForBrowsers() {
  const warnings: string[] = [];
  const bundling = await rolldown({
    input: built,
    platform: 'browser',
    onLog: (_level, log) => void warnings.push(log.message),
  });
  const { output } = await bundling.generate({ format: 'iife', name: 'host', codeSplitting: false, minify: true });
  await bundling.close();
  const [chunk] = output;
  return { code: chunk.code, imports: [...chunk.imports, ...chunk.dynamicImports], warnings };
}

/** A service that takes any start, and breaks its first stream. */
async function startService(): Promise<string> {
  let streams = 0;
  return listening((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, idempotency-key');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method === 'POST') {
      const body = JSON.stringify({ jobKey, state: 'Pending', repeated: false });
      return void response.writeHead(202, { 'content-type': 'application/json' }).end(body);
    }
    streams += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (streams === 1) return void response.write(': keep-alive\n\n', () => response.destroy());
    response.write(eventText(...snapshot('Pending')));
    response.write(eventText(...move('Pending', 'Running')));
    response.end(eventText(...move('Running', 'Successful')));
  });
}

/** Serves a page, and takes what it has done. */
async function startPage(html: string): Promise<{ readonly url: string; readonly done: Promise<unknown> }> {
  let tell = (_: unknown) => {};
  const done = new Promise<unknown>((resolve) => {
    tell = resolve;
  });
  const url = await listening((request, response) => {
    if (request.method !== 'POST') return void response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      tell(JSON.parse(text));
      response.end();
    });
  });
  return { url, done };
}

async function listening(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Has the page open until it has done what it does. */
async function openInChromium(url: string, done: Promise<unknown>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'cuelight-chromium-'));
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`];
  const browser = new AbortController();
  const running = promisify(execFile)(chromium, [...flags, '--remote-debugging-port=0', url], {
    signal: browser.signal,
    timeout: 25_000,
  });
  await Promise.race([done, running]);
  browser.abort();
  await running.catch(() => {});
}
