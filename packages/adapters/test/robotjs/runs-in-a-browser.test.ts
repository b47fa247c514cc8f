import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { FakeRobot } from '@cuelight/test-harness/fake-robot';
import { chromium, type Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RobotBridge } from '../../src/robotjs/index.js';
import { aRobot } from './a-bridge.js';
import { bundlePage, type Chunk, servePage } from './bundled-page.js';
import { isOwnErrand, startWatchingProxy, type WatchedRequest } from './watching-proxy.js';

const executablePath = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);

/** What a page may have to load for the bridge, in bytes: minified, and as it travels. The SDK comes when it is needed. */
const budget = { minified: 36_000, gzipped: 12_500 };

/** What the functions that run in the page see there. */
declare const openBridge: (portNumber: number, releaseName: string) => RobotBridge;
declare const document: { readonly cookie: string; readonly body: { readonly children: ArrayLike<unknown> } };
declare const localStorage: object;
declare const sessionStorage: object;

describe('the bridge in a page', () => {
  let chunks: readonly Chunk[];
  beforeAll(async () => {
    chunks = await bundlePage();
  });

  it('is small, and has the SDK in a file of its own that is loaded when it is needed', () => {
    const size = (of: readonly Chunk[]) => {
      const [minified, gzipped] = [of.map(({ code }) => code.length), of.map(({ code }) => gzipSync(code).length)];
      return { minified: sum(minified), gzipped: sum(gzipped) };
    };
    const own = size(chunks.filter(({ isEntry }) => isEntry));
    const later = size(chunks.filter(({ isEntry }) => !isEntry));
    process.stdout.write(`robotjs bridge for a page: ${JSON.stringify(own)}; the SDK: ${JSON.stringify(later)}\n`);

    expect(own.minified).toBeLessThanOrEqual(budget.minified);
    expect(own.gzipped).toBeLessThanOrEqual(budget.gzipped);
    for (const { code, isEntry } of chunks) expect(code.includes('InvokeRobot')).toBe(!isEntry);
  });

  it('has a Chromium to be tried in', ({ skip }) => {
    skip(!hasChromium, 'no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
  });

  if (!hasChromium) return;

  it('runs a process, and neither arguments nor outputs nor telemetry leave the computer', async () => {
    const robot = await aRobot();
    const { page, url, proxy, origins } = await aChromiumPage(chunks);

    const running = page.evaluate(runToTheEnd, robot.port);
    await expect.poll(robot.control.jobs, { timeout: 20_000 }).toHaveLength(1);
    const [job] = robot.control.jobs();
    if (job === undefined) throw new Error('there is no job');
    expect(job.input).toEqual({ in_Text: 'canary-in' });
    robot.control.emitStatus(job.id, 'canary-status');
    robot.control.setJobState(job.id, { state: 'Closed', output: { out_Text: 'canary-out' } });
    const states = await running;
    const kept = await page.evaluate(() => [
      document.cookie,
      Object.keys(localStorage),
      JSON.stringify(Object.values(localStorage)).includes('canary'),
      Object.keys(sessionStorage),
    ]);
    // What waits to be sent is sent when a page is left.
    await page.goto('about:blank');
    await page.context().close();

    expect(states).toEqual(['Running', 'Successful']);
    expect(kept).toEqual(['', ['uipathToken'], false, []]);
    expect(proxy.tunnels()).toEqual([]);
    const ports = robotPorts(robot);
    const robots = ports.map((port) => `http://localhost:${port}`);
    // The launch of Assistant goes nowhere.
    expect(new Set(origins())).toEqual(new Set([url, ...robots, 'uipath-web:']));
    const [toRobot, others] = [proxy.requests.filter(isTo(ports)), proxy.requests.filter((each) => !isTo(ports)(each))];
    const ofThePage = others.filter((each) => !isOwnErrand(each.url.host));
    expect(new Set(ofThePage.map(({ url: { origin } }) => origin))).toEqual(new Set([url]));
    expect(others.filter(({ text }) => text.includes('canary'))).toEqual([]);
    expect(toRobot.filter(({ text }) => text.includes('canary')).map(({ url: { pathname } }) => pathname)).toEqual([
      '/InvokeRobot',
    ]);
  });

  it('tells the code of the consent, and shows nothing of its own', async () => {
    const robot = await aRobot({ consent: 'ask' });
    const { page, proxy, url } = await aChromiumPage(chunks);

    const running = page.evaluate(startWithConsent, robot.port);
    await expect.poll(robot.control.codes, { timeout: 20_000 }).toHaveLength(1);
    const [asked] = robot.control.codes();
    const shown = await page.evaluate(() => document.body.children.length);
    robot.control.approve(asked?.code ?? '');

    expect(await running).toEqual({ codes: [Number(asked?.code), undefined], isStarted: true });
    expect(shown).toBe(0);
    expect(asked?.origin).toBe(url);
    expect(proxy.tunnels()).toEqual([]);
  });

  it('says that there is no robot, and shows nothing of its own', async () => {
    const robot = await aRobot();
    await robot.control.stop('robot');
    const { page } = await aChromiumPage(chunks);

    const answer = await page.evaluate(startInVain, robot.port);

    expect(answer).toEqual({ code: 'local-robot-unreachable', reasons: ['robot-missing'], shown: 0 });
  });

  it('knows the job of another tab', async () => {
    const robot = await aRobot();
    const { page, url } = await aChromiumPage(chunks);
    const other = await page.context().newPage();
    await other.goto(url);
    for (const tab of [page, other]) await tab.evaluate(startAndStop, { port: robot.port, mode: 'none' as const });

    expect(await page.evaluate(startAndStop, { port: robot.port, mode: 'soft' as const })).toBe('local-stop-ambiguous');
    await other.close();
    robot.control.jobs().map(({ id }) => robot.control.setJobState(id, { state: 'Closed' }));
    await expect
      .poll(() => page.evaluate(startAndStop, { port: robot.port, mode: 'soft' as const }), { timeout: 10_000 })
      .toBe('stopped');
  });
});

async function runToTheEnd(port: number) {
  const run = await openBridge(port, 'ReadMail').start('a-reference', { input: { in_Text: 'canary-in' } });
  if (!run.ok) return [run.failure.code];
  const states: string[] = [];
  for await (const event of run.value.events) {
    if (event.kind === 'snapshot') states.push(event.job.state);
    else states.push(event.kind === 'lifecycle' ? event.move.state : event.reason);
  }
  return states;
}

async function startWithConsent(port: number) {
  const bridge = openBridge(port, 'ReadMail');
  const codes: (number | undefined)[] = [];
  bridge.onConsent((code) => codes.push(code));
  const run = await bridge.start('a-reference');
  return { codes, isStarted: run.ok };
}

async function startInVain(port: number) {
  const bridge = openBridge(port, 'ReadMail');
  const reasons: string[] = [];
  bridge.onMissing((reason) => reasons.push(reason));
  const run = await bridge.start('a-reference');
  return { code: run.ok ? 'started' : run.failure.code, reasons, shown: document.body.children.length };
}

/** Starts a job, and stops it unless the mode is none. */
async function startAndStop({ port, mode }: { readonly port: number; readonly mode: 'soft' | 'none' }) {
  const bridge = openBridge(port, 'ReadMail');
  const run = await bridge.start('a-reference');
  if (!run.ok) return run.failure.code;
  if (mode === 'none') return 'started';
  const stopped = await bridge.stop('a-reference', run.value.jobKey, mode);
  return stopped.ok ? 'stopped' : stopped.failure.code;
}

async function aChromiumPage(chunks: readonly Chunk[]) {
  const [url, proxy] = [await servePage(chunks), await startWatchingProxy()];
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
    // Requests to the computer itself go by it too.
    proxy: { server: proxy.url, bypass: '<-loopback>' },
  });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ locale: 'en-US' });
  const asked: URL[] = [];
  // Heard, not routed: routing would hide preflights.
  context.on('request', (request) => asked.push(new URL(request.url())));
  const origins = () =>
    asked.map(({ protocol, origin }) => (protocol === 'http:' || protocol === 'https:' ? origin : protocol));
  const page: Page = await context.newPage();
  await page.goto(url);
  return { page, url, proxy, origins };
}

function robotPorts({ port, control }: FakeRobot): readonly string[] {
  return [port, control.state().sessionPort].map(String);
}

function isTo(ports: readonly string[]) {
  return ({ url: { hostname, port } }: WatchedRequest) => hostname === 'localhost' && ports.includes(port);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
