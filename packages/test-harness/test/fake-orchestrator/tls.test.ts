import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FakeOrchestrator, startFakeOrchestrator, type TlsMode } from '../../src/fake-orchestrator/index.js';

async function aFakeWith(tls: TlsMode): Promise<FakeOrchestrator> {
  const fake = await startFakeOrchestrator({ tls });
  onTestFinished(() => fake.close());
  return fake;
}

/** What a client sees that trusts the fake's CA beside the usual ones: a status, or the code of the failure. */
async function seenWith(fake: FakeOrchestrator, trusted: readonly string[], url = fake.url): Promise<unknown> {
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, ...trusted] } });
  onTestFinished(() => dispatcher.destroy());
  try {
    const answer = await request(`${url}/api/Status/Get`, { dispatcher });
    await answer.body.dump();
    return answer.statusCode;
  } catch (error) {
    return (error as { readonly code?: unknown }).code;
  }
}

describe('a fake that speaks HTTPS', () => {
  it.each([
    ['ca', 200],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['not-yet-valid', 'CERT_NOT_YET_VALID'],
    ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['missing-intermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const)('as "%s" shows a client that trusts its CA: %s', async (tls, seen) => {
    const fake = await aFakeWith(tls);
    const ca = await readFile(String(fake.caFile), 'utf8');

    expect(fake.url).toMatch(/^https:\/\/localhost:\d+$/);
    expect(await seenWith(fake, [ca])).toBe(seen);
  });

  it('is not trusted by a client that knows only the usual CAs, nor the CA of another fake', async () => {
    const fake = await aFakeWith('ca');
    const other = await aFakeWith('ca');

    const usual = await seenWith(fake, []);
    const mistaken = await seenWith(fake, [await readFile(String(other.caFile), 'utf8')]);

    expect([usual, mistaken]).toEqual(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
  });

  it('is reached at 127.0.0.1 too', async () => {
    const fake = await aFakeWith('ca');
    const ca = await readFile(String(fake.caFile), 'utf8');

    expect(await seenWith(fake, [ca], fake.url.replace('localhost', '127.0.0.1'))).toBe(200);
  });

  it('breaks the connection where a fault wants it', async () => {
    const fake = await aFakeWith('ca');
    const ca = await readFile(String(fake.caFile), 'utf8');
    fake.admin.addFault({ on: 'GET /api/*', action: 'reset', times: 1 });
    fake.admin.addFault({ on: 'GET /api/*', action: 'commit-then-drop', times: 1 });

    const seen = [await seenWith(fake, [ca]), await seenWith(fake, [ca]), await seenWith(fake, [ca])];

    expect(seen.slice(0, 2).every((code) => ['UND_ERR_SOCKET', 'ECONNRESET'].includes(String(code)))).toBe(true);
    expect(seen[2]).toBe(200);
  });

  it('keeps the file of its CA, which only its owner may read, until it is closed', async () => {
    const fake = await startFakeOrchestrator({ tls: 'expired' });
    const file = String(fake.caFile);
    const { mode } = await stat(file);

    await fake.close();

    expect(mode & 0o777).toBe(0o600);
    expect(existsSync(file)).toBe(false);
  });

  it('leaves no file when it cannot start', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      occupant.close();
    });
    await new Promise((resolve) => occupant.once('listening', resolve));
    const address = occupant.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const before = process.listenerCount('exit');

    await expect(startFakeOrchestrator({ tls: 'ca', port })).rejects.toThrow(/EADDRINUSE/);

    expect(process.listenerCount('exit')).toBe(before);
  });
});
