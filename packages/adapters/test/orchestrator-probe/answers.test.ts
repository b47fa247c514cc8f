import {
  type OddPage,
  type OddServer,
  startDrippingReply,
  startEndlessReply,
  startOddPage,
  startRawReply,
  startRequestCutter,
  startSilentServer,
} from '@cuelight/test-harness/odd-servers';
import { describe, expect, it } from 'vitest';
import { clockAheadMs } from '../../src/orchestrator-probe/clock-ahead.js';
import { lookAt, shortlyMs } from './look-at.js';
import { running } from './running.js';

describe('what answers in the place of an Orchestrator', () => {
  it.each<[OddPage, object]>([
    ['web-page', { status: 200, from: 'web-page' }],
    ['proxy-sign-in', { status: 407, from: 'proxy' }],
    ['unavailable', { status: 503, from: 'web-page' }],
    ['captive-portal', { status: 302, from: 'web-page', redirectsTo: 'https://portal.example/sign-in' }],
  ])('is told: %s', async (kind, reply) => {
    const server = await running(startOddPage(kind));

    const seen = await lookAt(server.url);

    expect(seen.reply).toEqual(reply);
    expect(seen).not.toHaveProperty('stop');
  });

  it('is not followed when it sends us round in a circle', async () => {
    const server = await running(startOddPage('redirect-loop'));

    const { reply } = await lookAt(`${server.url}/orchestrator`);

    expect(reply?.redirectsTo).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/orchestrator\/odata\/Settings\/[\w.]+$/);
  });

  it.each([
    ['mailto:secret@portal.example', undefined],
    ['http://[', undefined],
    ['//portal.example/a/../b', 'http://portal.example/b'],
    [`/${'x'.repeat(5_000)}`, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/x+\.\.\.$/)],
  ])('is told with a redirect to %s only where that leads somewhere', async (location, redirectsTo) => {
    const server = await running(
      startRawReply(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
    );

    const { reply } = await lookAt(server.url);

    expect(reply).toEqual({ status: 302, from: 'other', ...(redirectsTo !== undefined && { redirectsTo }) });
    expect(reply?.redirectsTo?.length ?? 0).toBeLessThan(170);
  });

  it('is a web page of an Orchestrator where it tells its version beside a page', async () => {
    const server = await running(
      startRawReply(answer('text/html', '<html></html>', 'api-supported-versions: 16.0, 17.0')),
    );

    expect((await lookAt(server.url)).reply).toEqual({ status: 200, from: 'web-page', apiVersion: 17 });
  });

  it.each([
    ['application/json', '{"version":"22.10.1.0"}', { from: 'orchestrator', apiVersion: 15 }],
    ['application/json', '{"version":"unknown"}', { from: 'other' }],
    [
      'application/json',
      '{"issuer":"https://a.example","token_endpoint":"https://a.example/t"}',
      { from: 'identity-server' },
    ],
    ['application/json', '{"issuer":"https://a.example"}', { from: 'other' }],
    ['text/plain', 'hello', { from: 'other' }],
  ])('is told by what it says in %s: %s', async (type, body, reply) => {
    const server = await running(startRawReply(answer(type, body)));

    expect((await lookAt(server.url)).reply).toEqual({ status: 200, ...reply });
  });
});

describe('an answer that does not come whole', () => {
  it.each<[string, () => Promise<OddServer>, object]>([
    ['none', startRequestCutter, { stop: { why: 'http-cut' } }],
    ['something other than HTTP', () => startRawReply('SSH-2.0-OpenSSH_9.2\r\n'), { stop: { why: 'not-http' } }],
    ['endless headers', () => startEndlessReply('headers'), { stop: { why: 'not-http' } }],
    ['one endless header', () => startEndlessReply('one-header'), { stop: { why: 'not-http' } }],
    [
      'an endless body',
      () => startEndlessReply('body'),
      { stop: { why: 'reply-too-long' }, reply: { status: 200, from: 'web-page' } },
    ],
    ['endless chunks', () => startEndlessReply('chunks'), { stop: { why: 'reply-too-long' } }],
    [
      'half of what was announced',
      () => startRawReply('HTTP/1.1 407 Sign in\r\nContent-Length: 500\r\n\r\n<html>'),
      { stop: { why: 'reply-cut' }, reply: { status: 407, from: 'proxy' } },
    ],
  ])('is told: %s', async (_, start, expected) => {
    const server = await running(start());

    expect(await lookAt(server.url)).toMatchObject(expected);
  });

  it.each(['headers', 'one-header', 'body', 'chunks'] as const)('is read no further: endless %s', async (part) => {
    const server = await running(startEndlessReply(part));

    await lookAt(server.url);

    // What the sockets of both sides hold between them, however long it would go on.
    expect(server.sentBytes()).toBeLessThan(16 * 1024 * 1024);
  });

  it.each<[string, () => Promise<OddServer>, string]>([
    ['says nothing', () => startSilentServer('http'), 'http-silent'],
    ['drips headers', () => startDrippingReply('headers'), 'http-silent'],
    ['announces an answer for ever', () => startEndlessReply('interim'), 'http-silent'],
    ['drips a body', () => startDrippingReply('body'), 'reply-cut'],
  ])('is waited for no longer than allowed, when a server %s', async (_, start, why) => {
    const server = await running(start());

    const seen = await lookAt(server.url, { withinMs: shortlyMs });

    expect(seen.stop).toEqual({ why });
  });
});

describe('the clock of a server', () => {
  const date = 'Tue, 05 Mar 2024 10:02:12 GMT';
  const dateMs = Date.parse(date);

  it.each([
    ['right, at the start of its second', dateMs, dateMs, 0],
    ['right, at the end of its second', dateMs + 999, dateMs + 999, 0],
    ['right, as far as a slow answer tells', dateMs - 20_000, dateMs + 9_000, 0],
    ['ahead', dateMs - 90_000, dateMs - 90_000, 90_000],
    ['behind', dateMs + 3_600_500, dateMs + 3_600_500, -3_600_000],
    ['ahead, by the middle of a slow answer', dateMs - 100_000, dateMs - 80_000, 90_000],
  ])('is %s', (_, sentMs, receivedMs, ahead) => {
    expect(clockAheadMs(date, sentMs, receivedMs)).toBe(ahead);
  });

  it.each([undefined, '', 'yesterday', '12', 'Tue, 99 Mar 2024 10:02:12 GMT', `${date}, ${date}`])(
    'is not told by %s',
    (text) => {
      expect(clockAheadMs(text, 0, 0)).toBeUndefined();
    },
  );

  it('is told with its answer', async () => {
    const server = await running(startRawReply(answer('text/html', '', `Date: ${date}`)));

    const { reply } = await lookAt(server.url, { nowMs: () => dateMs - 300_000 });

    expect(reply).toMatchObject({ clockAheadMs: 300_000 });
  });
});

function answer(type: string, body: string, header = 'X-Header: x'): string {
  const head = [
    'HTTP/1.1 200 OK',
    `Content-Type: ${type}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
    header,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
