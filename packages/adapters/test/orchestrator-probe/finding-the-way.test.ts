import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Sighting } from '@cuelight/core';
import { startClosedPort, startFullBacklog, startOddPage, startSilentServer } from '@cuelight/test-harness/odd-servers';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LookupAll } from '../../src/egress/index.js';
import { ownAddressesTowards } from '../../src/orchestrator-probe/own-addresses.js';
import { stopOf } from '../../src/orchestrator-probe/stop-of.js';
import { allowing, guarding, lookAt, resolvingTo, shortlyMs } from './look-at.js';
import { running } from './running.js';

/** Which addresses are ours depends on the machine. */
const nothing = { from: expect.any(Array), presented: [], certificateFaults: [] };

it('tells no address of ours towards what this machine does not send to', async () => {
  expect(await ownAddressesTowards(['255.255.255.255'])).toEqual([]);
  expect(await ownAddressesTowards(['127.0.0.1', '255.255.255.255'])).toEqual(['127.0.0.1']);
});

describe('looking for a name', () => {
  it.each([
    ['ENOTFOUND', 'name-unknown'],
    ['EAI_AGAIN', 'name-server-silent'],
    ['EAI_FAIL', 'name-server-silent'],
    ['EAI_MEMORY', 'failed'],
  ])('tells of %s that it is %s', async (code, why) => {
    const seen = await lookAt('https://orch.example', { egress: allowing(failingWith(code)) });

    expect(seen).toEqual({ ...nothing, stop: { why, code }, addresses: [], from: [] });
  });

  it('ends when the name server does not answer in time', async () => {
    const seen = await lookAt('https://orch.example', { egress: allowing(() => {}), withinMs: shortlyMs });

    expect(seen).toEqual({ ...nothing, stop: { why: 'name-server-silent' }, addresses: [], from: [] });
  });

  it('asks the system when nobody guards, and tells what it answered', async () => {
    const server = await running(startOddPage('web-page'));

    const seen = await lookAt(`http://localhost:${server.port}`);

    expect(seen.addresses).toContain('127.0.0.1');
    expect(seen.reply).toMatchObject({ from: 'web-page' });
  });

  it('tells no more than a few of its addresses', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `169.254.0.${index % 256}`);

    const seen = await lookAt('https://orch.example', { egress: guarding(resolvingTo(...many)) });

    expect(seen.addresses).toHaveLength(16);
  });
});

describe('looking at an address that may not be called', () => {
  it.each([
    ['169.254.169.254', /metadata service, which is never called/],
    ['127.0.0.1', /loopback, this machine itself, .*CUELIGHT_EGRESS_ALLOW/],
    ['fe80::1', /link-local/],
  ])('tells that its name leads to %s, and goes nowhere', async (address, words) => {
    const server = await running(startSilentServer('http'));

    const seen = await lookAt(`http://orch.example:${server.port}`, { egress: guarding(resolvingTo(address)) });

    expect(seen).toEqual({
      ...nothing,
      stop: { why: 'egress-refused', detail: expect.stringMatching(words) },
      addresses: [address],
      from: expect.any(Array),
    });
  });

  it('tells it of an address that is no name too', async () => {
    const seen = await lookAt('http://127.0.0.1:9', { egress: guarding(resolvingTo()) });

    expect(seen).toMatchObject({ stop: { why: 'egress-refused' }, addresses: ['127.0.0.1'] });
  });
});

describe('making a connection', () => {
  it.each([['127.0.0.1'], ['localhost']])('tells that nothing listens at that port of %s', async (host) => {
    const { port } = await startClosedPort();

    const seen = await lookAt(`http://${host}:${port}`);

    expect(seen).toMatchObject({ ...nothing, stop: { why: 'port-closed', code: 'ECONNREFUSED' } });
    expect(seen.addresses).toContain('127.0.0.1');
    expect(seen).not.toHaveProperty('connection');
  });

  it('tells that a firewall swallows it', async () => {
    const server = await running(startFullBacklog());

    const seen = await lookAt(server.url, { withinMs: shortlyMs });

    expect(seen).toEqual({ ...nothing, stop: { why: 'no-answer' }, addresses: ['127.0.0.1'], from: ['127.0.0.1'] });
  });

  // Linux has no route for TCP to a multicast address, whatever its networks are (tcp_v6_connect).
  it.runIf(process.platform === 'linux')('tells that there is no way to a name of IPv6 alone', async () => {
    const seen = await lookAt('http://orch.example:9', { egress: allowing(resolvingTo('ff02::1')) });

    expect(seen).toEqual({
      ...nothing,
      stop: { why: 'no-route', code: expect.stringMatching(/^(?:ENETUNREACH|EADDRNOTAVAIL)$/) },
      addresses: ['ff02::1'],
      from: expect.any(Array),
    });
  });

  it('tells what the address means that came furthest, of several', async () => {
    const { port } = await startClosedPort();

    const seen = await lookAt(`http://orch.example:${port}`, {
      egress: allowing(resolvingTo('ff02::1', '127.0.0.1')),
    });

    expect(seen).toMatchObject({ stop: { why: 'port-closed' }, addresses: ['ff02::1', '127.0.0.1'] });
  });

  it.each([
    ['EHOSTUNREACH', 'no-route'],
    ['EADDRNOTAVAIL', 'no-route'],
    ['ETIMEDOUT', 'no-answer'],
    ['UND_ERR_CONNECT_TIMEOUT', 'no-answer'],
    ['ECONNRESET', 'connection-cut'],
    ['EACCES', 'failed'],
  ])('tells of %s that it is %s', (code, why) => {
    const error = Object.assign(new Error('text of the network library'), { code });

    expect(stopOf({ phase: 'before', error }, 'connection')).toMatchObject({ why });
  });

  it('tells both ends of the one that was made', async () => {
    const server = await running(startSilentServer('http'));

    const { connection } = await lookAt(server.url, { withinMs: shortlyMs });

    expect(connection?.to).toBe(`127.0.0.1:${server.port}`);
    expect(connection?.from).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(connection?.from).not.toBe(connection?.to);
  });
});

describe('the end of a look', () => {
  it.each(['http', 'https'])('closes its connection by %s, however far it is', async (scheme) => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const giving = new AbortController();
    const looking = lookAt(`${scheme}://127.0.0.1:${port}`, { signal: giving.signal, withinMs: 3_600_000 });
    const [socket] = await once(server, 'connection');
    socket.on('error', () => {});

    await once(socket, 'data');
    giving.abort();

    expect(await looking).toMatchObject({ stop: { why: 'failed' } });
    await once(socket, 'close');
  });

  it.each(['before', 'while'])('comes at once when it is given up %s it is under way', async (when) => {
    const server = await running(startSilentServer('http'));
    const giving = new AbortController();
    if (when === 'before') giving.abort();

    const looking = lookAt(server.url, { signal: giving.signal, withinMs: 3_600_000 });
    setImmediate(() => giving.abort());

    expect(await looking).toMatchObject({ stop: { why: 'failed', code: 'CUELIGHT_CALL_CANCELLED' } });
  });

  it('leaves nothing behind that could be taken for more than it saw', async () => {
    const { port } = await startClosedPort();

    const seen: Sighting = await lookAt(`https://127.0.0.1:${port}/a/path?and=query`);

    expect(seen).toEqual({
      ...nothing,
      stop: { why: 'port-closed', code: 'ECONNREFUSED' },
      addresses: ['127.0.0.1'],
      from: ['127.0.0.1'],
    });
  });
});

function failingWith(code: string): LookupAll {
  const error = Object.assign(new Error('text of the resolver'), { code });
  return (_, __, done) => process.nextTick(done, error, []);
}
