import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anAccess } from './an-access.js';
import { withOrchestrator } from './with-orchestrator.js';

const ca = pem('ca.pem');

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

function presenting(certificate: string, options: { extraCaPem?: string } = {}) {
  return withOrchestrator(undefined, { ...options, tls: { key: pem('server.key'), cert: pem(certificate) } });
}

/** Made once with OpenSSL, valid for a hundred years; `good`, `wrong-host` and `expired` are signed by `ca`. */
function pem(name: string): string {
  return readFileSync(new URL(`certificates/${name}`, import.meta.url), 'utf8');
}
