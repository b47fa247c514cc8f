import {
  type OddServer,
  startHandshakeCutter,
  startOddTls,
  startPlainHttp,
  startRawReply,
  startSilentServer,
  startSlowTls,
} from '@cuelight/test-harness/odd-servers';
import { describe, expect, it } from 'vitest';
import { stopOf } from '../../src/orchestrator-probe/stop-of.js';
import { lookAt, shortlyMs } from './look-at.js';
import { running } from './running.js';

describe('a handshake of TLS', () => {
  it.each<[string, () => Promise<OddServer>, object]>([
    ['plain HTTP is spoken at that port', startPlainHttp, { why: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['the server is cut off in it', startHandshakeCutter, { why: 'tls-cut', code: 'ECONNRESET' }],
    [
      'the server knows old versions only',
      () => startOddTls('old-version'),
      { why: 'tls-refused', code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
    ],
  ])('tells that %s', async (_, start, stop) => {
    const server = await running(start());

    const seen = await lookAt(server.url);

    expect(seen).toMatchObject({ stop, presented: [], certificateFaults: [] });
    expect(seen.connection?.to).toBe(`127.0.0.1:${server.port}`);
    expect(seen).not.toHaveProperty('reply');
  });

  it.each<[string, () => Promise<OddServer>]>([
    ['says nothing', () => startSilentServer('https')],
    ['says a byte at a time', () => startSlowTls()],
  ])('ends in time with a server that %s', async (_, start) => {
    const server = await running(start());

    const seen = await lookAt(server.url, { withinMs: shortlyMs });

    expect(seen).toMatchObject({ stop: { why: 'tls-silent' }, presented: [] });
  });

  it('tells that the server wants a certificate of ours', async () => {
    const server = await running(startOddTls('client-certificate'));

    const seen = await lookAt(server.url, { caPem: server.caPem });

    expect(seen).toMatchObject({
      stop: { why: 'tls-refused', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' },
      presented: [{ subject: expect.stringContaining('localhost') }, { isSelfSigned: true, isCa: true }],
      certificateFaults: [],
    });
  });

  it('does not take an answer of something else for one', async () => {
    const server = await running(startRawReply('SSH-2.0-OpenSSH_9.2\r\n'));

    const seen = await lookAt(`https://localhost:${server.port}`, { withinMs: shortlyMs });

    expect(seen).toMatchObject({ stop: { why: 'tls-silent' } });
  });

  it.each([
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-refused'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-refused'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
    ['EPROTO', 'not-tls'],
    ['EPIPE', 'tls-cut'],
    ['SOMETHING_ELSE', 'failed'],
  ])('tells of %s that it is %s', (code, why) => {
    const error = Object.assign(new Error('text of OpenSSL'), { code });

    expect(stopOf({ phase: 'before', error }, 'tls')).toEqual({ why, code });
  });
});
