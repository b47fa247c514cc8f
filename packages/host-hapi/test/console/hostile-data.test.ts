import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../console/src/jobs/json-text.js';
import { browserForTests } from './a-browser.js';
import { aConsole } from './a-console.js';
import { hostileAnswer, hostileEvents } from './hostile-answers.js';

const markup = '<img src=x onerror=alert(1)>';

/** Every screen, where it is looked at, and what is there once what was read is shown. */
const screens = [
  ['', '', markup],
  ['connections', 'connections', markup],
  ['connections/:id', 'connections/constructor', 'What to do'],
  ['connections/:id/change', 'connections/constructor/change', 'Disconnect'],
  ['connections/:id/credential', 'connections/constructor/credential', 'The new one is checked first.'],
  ['connections/:id/target', 'connections/constructor/target', 'The credential has to be given again'],
  ['connections/:id/refused-deliveries', 'connections/constructor/refused-deliveries', 'Infinity times'],
  ['connect', 'connect', 'As people are to know it'],
  ['apps', 'apps', markup],
  ['apps/:id', 'apps/__proto__', 'Revoke'],
  ['apps/:appId/add', 'apps/__proto__/add', '1 process'],
  ['apps/:appId/call/:processId', 'apps/__proto__/call/constructor', 'yours to fill'],
  ['apps/:appId/run/:processId', 'apps/__proto__/run/constructor', 'Write the input as JSON'],
  ['apps/:appId/check/:processId', 'apps/__proto__/check/constructor', 'It does not work.'],
  ['apps/:appId/local-jobs/:processId/:jobKey', `apps/a/local-jobs/p/${markup}`, 'This page cannot follow the job.'],
  ['apps/:appId/jobs/:processId/:jobKey', `apps/a/jobs/p/${markup}`, '"tooLarge": Infinity'],
  ['audit', 'audit', 'This is where the log begins.'],
  ['secrets', 'secrets', 'is not complete'],
  ['system', 'system', 'Infinity times'],
] as const;

describe('what others gave', () => {
  const open = browserForTests();

  it('is shown as the text it is by every screen, however much it is, and every screen is accessible', async () => {
    const console = await aConsole();
    const { page, expectAccessible } = await open({ viewport: { width: 390, height: 760 } });
    await console.openSignedIn(page);
    await page.route(/\/v1\/(?!session)/, (route) => {
      const { pathname } = new URL(route.request().url());
      return pathname.endsWith('/events')
        ? route.fulfill({ contentType: 'text/event-stream', body: hostileEvents() })
        : route.fulfill({ contentType: 'application/json', body: hostileAnswer(pathname) });
    });

    for (const [, place, shown] of screens) {
      await page.goto(`${console.url}/#/nowhere`);
      await page.goto(`${console.url}/#/${place.split('/').map(encodeURIComponent).join('/')}`);
      await page.getByText(shown).first().waitFor();
      expect(await page.locator('main img, main script, main iframe, main style').count(), place).toBe(0);
      expect(await page.evaluate('document.body.innerText.length'), place).toBeLessThan(30_000);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), place).toBeLessThanOrEqual(0);
      await expectAccessible();
    }
    await page.route(/\/v1\/apps\?/, (route) => {
      return route.fulfill({ status: 500, contentType: 'application/json', body: hostileAnswer('/failing') });
    });
    await page.goto(`${console.url}/#/apps`);

    await page.getByRole('alert').getByText(markup).first().waitFor();
    expect(await page.evaluate('document.body.innerText.length')).toBeLessThan(10_000);
    expect(await page.evaluate('[Object.prototype.polluted, document.title.length < 100]')).toEqual([undefined, true]);
  });

  it('is tried on every screen there is', async () => {
    const source = await readFile(new URL('../../console/src/screens.tsx', import.meta.url), 'utf8');

    const known = [...source.matchAll(/^ {2}at\('([^']*)'/gm)].map(([, pattern]) => pattern);
    expect(screens.map(([pattern]) => pattern)).toEqual(known);
  });
});

describe('a value in the text of a job', () => {
  it.each([
    {},
    [],
    null,
    { a: [1, 'two', { three: null }], 'b"': {}, c: [[], true] },
    JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
  ])('is that of JSON: %j', (value) => {
    expect(jsonText(value, 1_000)).toBe(JSON.stringify(value, null, 2));
  });

  it('ends, however long, wide or deep the value is, and calls a number too large what it was read as', () => {
    let deep: object = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };

    for (const value of [deep, Array(100_000).fill('one'), 'W'.repeat(1_000_000), { ['W'.repeat(1_000_000)]: 1 }]) {
      expect(jsonText(value, 1_000).length).toBeGreaterThan(1_000);
      expect(jsonText(value, 1_000).length).toBeLessThan(1_200);
    }
    expect(jsonText(JSON.parse('[1e400]'), 1_000)).toBe('[\n  Infinity\n]');
  });
});
