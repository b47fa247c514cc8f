import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runNode } from '../run-node.js';
import { exampleCaPem } from '../trust/certificates.js';
import { anAccess } from './an-access.js';
import { withOrchestrator } from './with-orchestrator.js';

const ca = pem('ca.pem');
const deepRoot = pem('deep-root.pem');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('trusting the certificate of an Orchestrator', () => {
  it('works when its authority is trusted for this connection', async () => {
    const { server, sessions } = await presenting('good.pem');

    expect(await sessions.signIn(anAccess(server.url, { caPem: ca }))).toMatchObject({ ok: true });
  });

  it('works when its authority is trusted for all connections', async () => {
    const { sessions, access } = await withOrchestrator(undefined, { extraCaPem: ca, tls: serving('good.pem') });

    expect(await sessions.signIn(access)).toMatchObject({ ok: true });
  });

  it.each([
    [
      'works when Node was told of its authority, and this connection trusts another',
      certificatePath('ca.pem'),
      'true',
    ],
    ['passes over a file of authorities that is not there, as Node does', '/nowhere/ca.pem', 'certificate-untrusted'],
  ])('%s', async (_, file, outcome) => {
    const { server } = await presenting('good.pem');
    vi.stubEnv('NODE_EXTRA_CA_CERTS', file);

    const printed = await runNode(signingInElsewhere, import.meta.dirname, server.url, exampleCaPem);

    expect(printed.trim()).toBe(outcome);
  });

  it('is verified even where the environment tells Node not to', async () => {
    const { server } = await presenting('good.pem');
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');

    const printed = await runNode(signingInElsewhere, import.meta.dirname, server.url, exampleCaPem);

    expect(printed.trim()).toBe('certificate-untrusted');
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['the authority is unknown', 'good.pem', undefined, 'signed by an authority that this connection does not trust'],
    ['it names another host', 'wrong-host.pem', ca, 'names another host'],
    ['it has expired', 'expired.pem', ca, 'has expired'],
  ])('fails when %s, and sends nothing', async (_, certificate, caPem, words) => {
    const { server, sessions } = await presenting(certificate);

    const outcome = await sessions.signIn(anAccess(server.url, caPem === undefined ? {} : { caPem }));

    expect(outcome).toMatchObject({
      failure: { code: 'certificate-untrusted', detail: expect.stringContaining(words) },
    });
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['', 'self-signed.pem', undefined],
    [', even as an authority that is trusted', 'self-signed-ca.pem', pem('self-signed-ca.pem')],
    [', even when it is in the chain of another', 'self-signed-ca.pem', ca],
  ])('fails when the certificate is signed by itself%s, and sends nothing', async (_, certificate, caPem) => {
    const { server, sessions } = await presenting(certificate);

    const outcome = await sessions.signIn(anAccess(server.url, caPem === undefined ? {} : { caPem }));

    expect(outcome).toMatchObject({
      failure: {
        code: 'self-signed-not-supported',
        detail: expect.stringMatching(/is signed by itself, which is not supported .*Have Orchestrator present/),
      },
    });
    expect(server.seen).toEqual([]);
  });

  it('says which certificate, why, and what to do', async () => {
    const { server, sessions } = await presenting('expired.pem');

    const outcome = await sessions.signIn(anAccess(server.url, { caPem: ca }));

    expect(outcome).toMatchObject({
      failure: {
        detail:
          `The certificate of ${server.url} or of one of its authorities has expired (CERT_HAS_EXPIRED). ` +
          'It is "CN=expired", signed by "CN=Cuelight test authority", valid from 2020-01-01 to 2021-01-01, ' +
          `SHA-256 ${fingerprint('expired.pem')}. Have it renewed, and check the clock of this machine.`,
      },
    });
  });

  it.each<[string, readonly string[], string | undefined, RegExp]>([
    [
      'an authority above it has expired',
      ['below-old.pem', 'old-intermediate.pem'],
      deepRoot,
      /"CN=Cuelight old interm.*2021-01-01/,
    ],
    ['it is not valid yet', ['future.pem'], deepRoot, /not valid yet .*"CN=future".*2096-01-01.*clock of this machine/],
    [
      'an intermediate authority is missing',
      ['below.pem'],
      deepRoot,
      /sends no other certificate .*send its whole chain/,
    ],
    [
      'the authority above its chain is unknown',
      ['below.pem', 'intermediate.pem'],
      ca,
      /ends at "CN=Cuelight test root".*trust\.caPem/,
    ],
    [
      'the root it sends is unknown',
      ['below.pem', 'intermediate.pem', 'deep-root.pem'],
      ca,
      /does not trust .*ends at "CN=Cuelight test root"/,
    ],
  ])('fails when %s, and names the certificate', async (_, chain, caPem, words) => {
    const { server, sessions } = await presenting(...chain);

    const outcome = await sessions.signIn(anAccess(server.url, caPem === undefined ? {} : { caPem }));

    expect(outcome).toMatchObject({
      failure: { code: 'certificate-untrusted', detail: expect.stringMatching(words) },
    });
    expect(server.seen).toEqual([]);
  });

  it('works through an intermediate authority that the server sends', async () => {
    const { server, sessions } = await presenting('below.pem', 'intermediate.pem');

    expect(await sessions.signIn(anAccess(server.url, { caPem: deepRoot }))).toMatchObject({ ok: true });
  });

  it('says little, and nothing that could pass for something else, of a certificate made to deceive', async () => {
    const { server, sessions } = await presenting('hostile.pem');

    const outcome = await sessions.signIn(anAccess(server.url));

    const detail = outcome.ok ? '' : outcome.failure.detail;
    expect(detail).toContain('CN=evil');
    expect(detail.length).toBeLessThan(900);
    expect(detail).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  });

  it('does not spill over to another connection', async () => {
    const { server, sessions } = await presenting('good.pem');
    await sessions.signIn(anAccess(server.url, { caPem: ca }));

    const other = await sessions.signIn(anAccess(server.url, { connectionId: 'connection-2' }));

    expect(other).toMatchObject({ failure: { code: 'certificate-untrusted' } });
  });

  it('says so when no TLS is spoken at all', async () => {
    const { server, sessions } = await withOrchestrator();

    const outcome = await sessions.signIn(anAccess(server.url.replace('http:', 'https:')));

    expect(outcome).toMatchObject({
      failure: { code: 'orchestrator-unreachable', detail: expect.stringContaining('does not speak TLS') },
    });
  });
});

/** Node reads NODE_EXTRA_CA_CERTS only when it starts. Arguments: the address, and what the connection trusts. */
const signingInElsewhere = `
  import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
  import { Secret, succeed } from '@cuelight/core';
  const [orchestratorUrl, caPem] = process.argv.slice(-2);
  const credential = async () => succeed({ kind: 'password', username: 'admin', password: new Secret('password') });
  const access = { connectionId: 'one', credentialVersion: '1', credential };
  const { sessions, close } = createOrchestratorHttp({ egress: 'unguarded' });
  const outcome = await sessions.signIn({ ...access, target: { orchestratorUrl, tenant: 'Default', caPem } });
  console.log(outcome.ok || outcome.failure.code);
  await close();
`;

function presenting(...chain: readonly string[]) {
  return withOrchestrator(undefined, { tls: serving(...chain) });
}

function serving(...chain: readonly string[]) {
  return { key: pem('server.key'), cert: chain.map(pem).join('') };
}

function fingerprint(name: string): string {
  return new X509Certificate(pem(name)).fingerprint256;
}

/**
 * Made once with OpenSSL, valid for a hundred years. `good`, `wrong-host` and `expired` are signed by `ca`; `future`,
 * `hostile` and the intermediates by `deep-root`, `below` and `below-old` by an intermediate.
 */
function pem(name: string): string {
  return readFileSync(certificatePath(name), 'utf8');
}

function certificatePath(name: string): string {
  return fileURLToPath(new URL(`certificates/${name}`, import.meta.url));
}
