import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { startClosedPort, startPlainHttp, startPresenting } from '@cuelight/test-harness/odd-servers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { aWorld } from './world/a-world.js';
import { connectionTo } from './world/set-up.js';

interface Shown {
  readonly isTrusted: boolean;
  readonly certificates: readonly { readonly pem: string; readonly isAuthority: boolean; readonly isRoot: boolean }[];
}

/** What the service shows of the server at an address. */
async function shownOf(orchestratorUrl: string) {
  const answer = await (await aWorld()).client().post('/v1/presented-chain', { orchestratorUrl });
  return { ...answer, body: answer.body as unknown as Shown & { readonly code?: string; readonly detail: string } };
}

async function ending<T extends { close(): Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  onTestFinished(async () => void (await server.close()));
  return server;
}

describe('the certificates that a server presents', () => {
  it('are shown though they are not trusted, without a fingerprint, and the root among them can be trusted then', async () => {
    const fake = await ending(startFakeOrchestrator({ manual: true, tls: 'ca', presentsCa: true }));
    const world = await aWorld();
    const seen = await world.client().post('/v1/presented-chain', { orchestratorUrl: fake.url });
    const { isTrusted, certificates } = seen.body as unknown as Shown;

    expect(isTrusted).toBe(false);
    expect(certificates).toEqual([
      {
        ...{ subject: 'CN=localhost, O=Fake Orchestrator', issuer: expect.stringContaining('Fake Orchestrator CA') },
        ...{ validFrom: expect.stringMatching(/^\d{4}-/), validTo: expect.stringMatching(/^\d{4}-/) },
        ...{ isAuthority: false, isRoot: false, pem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/) },
      },
      expect.objectContaining({ isAuthority: true, isRoot: true }),
    ]);
    for (const { pem } of certificates) expect(seen.text).not.toContain(new X509Certificate(pem).fingerprint256);
    const caPem = certificates[1]?.pem ?? '';
    expect(caPem.trim()).toBe((await readFile(fake.caFile ?? '', 'utf8')).replaceAll('\r', '').trim());
    expect(await world.client().post('/v1/connections', connectionTo(fake.url))).toMatchObject({ status: 422 });
    expect(await world.client().post('/v1/connections', connectionTo(fake.url, { trust: { caPem } }))).toMatchObject({
      status: 201,
    });
  });

  it.each([
    ['ca', [[false, false]]],
    ['self-signed', [[false, true]]],
    [
      'authority-unknown',
      [
        [false, false],
        [true, false],
      ],
    ],
  ] as const)('are with %s, by whether they are an authority and a root: %j; nothing was sent', async (kind, which) => {
    const server = await ending(startPresenting(kind));

    const { body } = await shownOf(server.url);

    expect(body.isTrusted).toBe(false);
    expect(body.certificates.map(({ isAuthority, isRoot }) => [isAuthority, isRoot])).toEqual(which);
    expect(server.requestCount()).toBe(0);
  });

  it.each([
    ['nothing listens', () => startClosedPort('https'), 502, 'orchestrator-unreachable', 'refused the connection'],
    ['plain HTTP is spoken', startPlainHttp, 502, 'orchestrator-unreachable', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  ] as const)('are not shown where %s', async (_, start, status, code, detail) => {
    const server = await ending(start());

    expect(await shownOf(server.url)).toMatchObject({
      ...{ status, body: { code, detail: expect.stringContaining(detail) } },
    });
  });

  it('are not shown of an address that may not be called, or has none, or no TLS', async () => {
    const service = await aService(await aFolder(), { CUELIGHT_EGRESS_ALLOW: '*.invalid' });
    const codeOf = async (orchestratorUrl: string) =>
      (await service.client().post('/v1/presented-chain', { orchestratorUrl })).body.code;

    expect(await codeOf('https://127.0.0.1:7000')).toBe('egress-refused');
    expect(await codeOf('https://orchestrator.invalid')).toMatch(/^orchestrator-(?:unreachable|timeout)$/);
    expect(await codeOf('http://127.0.0.1:7000')).toBe('orchestrator-url-refused');
    expect(await codeOf('nowhere')).toBe('orchestrator-url-refused');
  });
});
