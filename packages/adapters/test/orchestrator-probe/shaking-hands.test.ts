import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import {
  startClosedPort,
  startPlainHttp,
  startPresenting,
  startSilentServer,
} from '@cuelight/test-harness/odd-servers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEgressGuard } from '../../src/egress/index.js';
import { createOrchestratorProbe } from '../../src/orchestrator-probe/index.js';
import { shortlyMs } from './look-at.js';
import { running } from './running.js';

const { handshake } = createOrchestratorProbe({ egress: 'unguarded' });

describe('a handshake alone', () => {
  it.each([
    ['ca', undefined, true],
    ['ca', 'certificate-refused', false],
    ['self-signed', 'certificate-refused', true],
    ['expired', 'certificate-refused', true],
    ['authority-unknown', 'certificate-refused', false],
  ] as const)('shows what is presented with %s, and sends nothing: %s', async (kind, why, isCaGiven) => {
    const server = await running(startPresenting(kind));
    const given = { withinMs: 10_000, ...(isCaGiven && { caPem: server.caPem }) };

    const { stop, presented } = await handshake(server.url, given);

    expect(stop?.why).toBe(why);
    expect(presented[0]).toMatchObject({ subject: expect.stringContaining('localhost'), isCa: false });
    for (const { pem, fingerprint } of presented) expect(new X509Certificate(pem).fingerprint256).toBe(fingerprint);
    expect(server.requestCount()).toBe(0);
  });

  it.each([
    ['nothing listens', () => startClosedPort('https'), 'port-closed'],
    ['plain HTTP is spoken', startPlainHttp, 'not-tls'],
    ['the server says nothing', () => startSilentServer('https'), 'tls-silent'],
  ] as const)('tells that %s', async (_, start, why) => {
    const server = await running(start());

    expect(await handshake(server.url, { withinMs: shortlyMs })).toMatchObject({ stop: { why }, presented: [] });
  });

  it('is over as soon as it is given up, and leaves no connection open', async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const givingUp = new AbortController();
    const closed = once(server, 'connection').then(([socket]: Socket[]) => {
      givingUp.abort();
      return socket && once(socket.resume(), 'close');
    });
    const { port } = server.address() as AddressInfo;

    const seen = await handshake(`https://127.0.0.1:${port}`, { withinMs: 600_000, signal: givingUp.signal });

    expect(seen).toMatchObject({ stop: { why: 'failed' }, presented: [] });
    await closed;
  });

  it('goes only where egress allows, and nowhere once it is given up', async () => {
    const server = await running(startPresenting('ca'));
    const guarded = createOrchestratorProbe({ egress: createEgressGuard() });

    expect(await guarded.handshake(server.url, { withinMs: 10_000 })).toMatchObject({
      stop: { why: 'egress-refused' },
      presented: [],
    });
    expect(await handshake(server.url, { withinMs: 10_000, signal: AbortSignal.abort() })).toMatchObject({
      stop: { why: 'failed' },
      presented: [],
    });
  });
});
