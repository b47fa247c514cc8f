import { Secret } from '@cuelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrokenExchange } from '../../src/network/index.js';
import { mostTries, pauseBeforeRepeat } from '../../src/orchestrator-http/pause-before-repeat.js';
import { anAccess } from './an-access.js';
import { type Act, accountsPayable, startScriptedOrchestrator } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 10 };
const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };

describe('a read that fails for a passing reason', () => {
  it.each<[string, Act]>([
    ['429', { status: 429 }],
    ['408', { status: 408 }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a closed connection', 'reset'],
  ])('is sent again: %s', async (_, act) => {
    const acts: Act[] = [act, act];
    const { server, directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? acts.shift() : undefined,
    );

    expect(await directory.listFolders(access, anyPage)).toMatchObject({ ok: true });
    expect(server.to('/odata/Folders').map(({ query }) => query.toString())).toHaveLength(3);
  });

  it('is sent three times at most, and tells what it was answered last', async () => {
    const { server, directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? { status: 503, headers: { 'retry-after': '3' } } : undefined,
    );

    expect(await directory.listFolders(access, anyPage)).toMatchObject({
      failure: { code: 'orchestrator-unavailable', retryAfterMs: 3_000, reply: { status: 503 } },
    });
    expect(server.to('/odata/Folders')).toHaveLength(mostTries);
  });

  it.each<[string, Act]>([
    ['that will stay as it is', { status: 404 }],
    ['of its own', { status: 500 }],
    ['that broke off in the middle', { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{' }],
    ['that asks to wait for long', { status: 429, headers: { 'retry-after': '6' } }],
  ])('is not sent again after an answer %s', async (_, act) => {
    const { server, directory, access } = await withOrchestrator(({ path }) =>
      path === '/odata/Folders' ? act : undefined,
    );

    await directory.listFolders(access, anyPage);

    expect(server.to('/odata/Folders')).toHaveLength(1);
  });

  it('is not sent again when its time would be over', async () => {
    let nowMs = 0;
    const { server, directory, access } = await withOrchestrator(
      ({ path }) => {
        nowMs += 400;
        return path === '/odata/Folders' ? { status: 503, headers: { 'retry-after': '1' } } : undefined;
      },
      { nowMs: () => nowMs, timeouts: { callMs: 1_000 } },
    );

    await directory.listFolders(access, anyPage);

    expect(server.to('/odata/Folders')).toHaveLength(1);
  });

  it('waits as long as the answer asks before it is sent again', async () => {
    const acts: Act[] = [{ status: 503, headers: { 'retry-after': '2' } }, { status: 503 }];
    const pauses: number[] = [];
    const { directory, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Folders' ? acts.shift() : undefined),
      { random: () => 0.5, pause: async (ms) => void pauses.push(ms) },
    );

    await directory.listFolders(access, anyPage);

    expect(pauses).toEqual([2_100, 200]);
  });

  it('waits some random time, at most as long as was asked and a little more', () => {
    const passing: Act[] = [{ status: 429 }, { status: 503, headers: { 'retry-after': '1' } }];
    fc.assert(
      fc.property(
        fc.constantFrom(...passing),
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (act, tries, random) => {
          const { status = 0, headers = {} } = act as { status?: number; headers?: Record<string, string> };
          const pauseMs = pauseBeforeRepeat({ ok: true, value: { status, headers, text: '' } }, tries, random);
          const askedMs = status === 503 ? 1_000 : 0;
          if (tries >= mostTries) expect(pauseMs).toBeUndefined();
          else {
            expect(pauseMs).toBeGreaterThanOrEqual(askedMs);
            expect(pauseMs).toBeLessThan(askedMs + 200 * 2 ** (tries - 1) + 1);
          }
        },
      ),
    );
  });

  it.each<[BrokenExchange['phase'], string, boolean]>([
    ['before', 'ECONNREFUSED', true],
    ['before', 'UND_ERR_CONNECT_TIMEOUT', true],
    ['before', 'EAI_AGAIN', true],
    ['before', 'ENOTFOUND', false],
    ['before', 'CERT_HAS_EXPIRED', false],
    ['before', 'CUELIGHT_EGRESS_REFUSED', false],
    ['before', 'CUELIGHT_CALL_TIMEOUT', false],
    ['waiting', 'UND_ERR_SOCKET', true],
    ['waiting', 'UND_ERR_HEADERS_TIMEOUT', false],
    ['waiting', 'CUELIGHT_CALL_CANCELLED', false],
    ['reading', 'UND_ERR_SOCKET', false],
  ])('when it got as far as “%s”, and ended with %s: %s', (phase, code, isRepeated) => {
    const error = Object.assign(new Error('of the network'), { code });

    expect(pauseBeforeRepeat({ ok: false, failure: { phase, error } }, 1, 0) !== undefined).toBe(isRepeated);
  });
});

describe('what changes something', () => {
  it.each<[string, Act]>([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['a closed connection', 'reset'],
  ])('is never sent again: %s', async (_, act) => {
    const { server, jobs, webhooks, access } = await withOrchestrator(({ path }) =>
      /StartJobs|Webhooks/.test(path) ? act : undefined,
    );

    await jobs.start(access, accountsPayable, aStart);
    await webhooks.create(access, { url: 'https://cuelight.example/hooks/1', secret: new Secret('s') });
    await webhooks.delete(access, 5);

    const changes = server.seen.filter(({ path, method }) => method !== 'GET' && /StartJobs|Webhooks/.test(path));
    expect(changes.map(({ method }) => method)).toEqual(['POST', 'POST', 'DELETE']);
  });

  it('is not sent again when no connection can be made, signing in included', async () => {
    const pauses: number[] = [];
    const { sessions } = await withOrchestrator(undefined, { pause: async (ms) => void pauses.push(ms) });
    const gone = await startScriptedOrchestrator();
    await gone.close();

    expect(await sessions.signIn(anAccess(gone.url))).toMatchObject({ failure: { code: 'orchestrator-unreachable' } });
    expect(pauses).toEqual([]);
  });
});
