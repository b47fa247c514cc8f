import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverCertificate } from '../../src/tls/server-certificate.js';
import type { TlsMode } from '../../src/tls/tls-mode.js';
import { aFake } from './a-fake.js';
import { aSubscriber } from './a-subscriber.js';
import { type ApiAnswer, type ApiClient, createApiClient } from './api-client.js';

function verify(api: ApiClient, url: string): Promise<ApiAnswer> {
  return api.get(`/api/Status/VerifyHostAvailibility?url=${encodeURIComponent(url)}`);
}

/** What the fake sees of a subscriber that shows a certificate. */
async function seenOf(mode: TlsMode, trustsCa = true): Promise<object> {
  const certificate = await serverCertificate(mode);
  const subscriber = await aSubscriber(() => 204, certificate);
  const folder = await mkdtemp(join(tmpdir(), 'subscriber-ca-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const subscriberCaFile = join(folder, 'ca.pem');
  await writeFile(subscriberCaFile, certificate.ca);
  const { api } = await aFake(trustsCa ? { subscriberCaFile } : {});
  const { body } = await verify(api, subscriber.url);
  expect(subscriber.received).toEqual([]);
  return body;
}

describe('whether a host can be reached', () => {
  it('is told to whoever is logged in', async () => {
    const { fake } = await aFake();

    expect((await verify(createApiClient(fake.url), 'http://127.0.0.1:1')).status).toBe(401);
  });

  it('is tried by a connection, and nothing is sent', async () => {
    const { api } = await aFake();
    const subscriber = await aSubscriber();

    const { body } = await verify(api, `${subscriber.url}/some/hook`);

    expect(body).toEqual({ canConnect: true, hasBadSsl: false, connectionError: null });
    expect(subscriber.received).toEqual([]);
  });

  it('is denied, with a code, where nobody listens', async () => {
    const { api } = await aFake();

    for (const url of ['http://127.0.0.1:1/hook', 'https://127.0.0.1:1/hook']) {
      const { body } = await verify(api, url);
      expect(body).toEqual({ canConnect: false, hasBadSsl: false, connectionError: 'ConnectionRefused' });
    }
  });

  it('is affirmed over TLS where the certificate is trusted', async () => {
    expect(await seenOf('ca')).toEqual({ canConnect: true, hasBadSsl: false, connectionError: null });
  });

  it.each(['self-signed', 'expired', 'wrong-host'] as const)('tells of a certificate that is %s', async (mode) => {
    expect(await seenOf(mode)).toEqual({ canConnect: true, hasBadSsl: true, connectionError: null });
  });

  it('tells of a certificate by a CA that the sender of webhooks does not trust', async () => {
    expect(await seenOf('ca', false)).toEqual({ canConnect: true, hasBadSsl: true, connectionError: null });
  });

  it('tells of a server that speaks no TLS', async () => {
    const { api } = await aFake();
    const subscriber = await aSubscriber();

    const { body } = await verify(api, subscriber.url.replace('http:', 'https:'));

    expect(body).toMatchObject({ canConnect: true, hasBadSsl: true });
  });

  it.each(['', 'nowhere', 'ftp://127.0.0.1/hook'])('is not told of "%s"', async (url) => {
    const { api } = await aFake();

    expect((await verify(api, url)).status).toBe(400);
  });
});
