import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runNode } from '../run-node.js';
import { exampleCaPem } from '../trust/certificates.js';
import { anAccess } from './an-access.js';
import { withOrchestrator } from './with-orchestrator.js';

const ca = pem('ca.pem');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('trusting the certificate of an Orchestrator', () => {
  it('works when its authority is trusted for this connection', async () => {
    const { server, sessions } = await presenting('good.pem');

    expect(await sessions.signIn(anAccess(server.url, { caPem: ca }))).toMatchObject({ ok: true });
  });

  it('works when its authority is trusted for all connections', async () => {
    const { sessions, access } = await presenting('good.pem', { extraCaPem: ca });

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

  it.each([
    ['the authority is unknown', 'good.pem', undefined, 'signed by an authority that this connection does not trust'],
    ['the certificate is signed by itself', 'self-signed.pem', undefined, 'signed by itself, which is not supported'],
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

function presenting(certificate: string, options: { extraCaPem?: string } = {}) {
  return withOrchestrator(undefined, { ...options, tls: { key: pem('server.key'), cert: pem(certificate) } });
}

/** Made once with OpenSSL, valid for a hundred years; `good`, `wrong-host` and `expired` are signed by `ca`. */
function pem(name: string): string {
  return readFileSync(certificatePath(name), 'utf8');
}

function certificatePath(name: string): string {
  return fileURLToPath(new URL(`certificates/${name}`, import.meta.url));
}
