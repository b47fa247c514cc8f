import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { checksFor } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { readLive } from '../../console/src/api/read-live.js';
import type { Check } from '../../console/src/diagnosis/groups-of-checks.js';
import { liveProgress } from '../../console/src/diagnosis/live-progress.js';
import { fingerprintOf, readFingerprint } from '../../console/src/trust/fingerprint.js';

/** What is read of a body that comes in such pieces. */
async function readOf(...pieces: readonly string[]) {
  const checks: unknown[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(Buffer.from(piece, 'latin1'));
      controller.close();
    },
  });
  return { answer: await readLive(body, (check) => void checks.push(check)), checks };
}

const name = Buffer.from('Grün').toString('latin1');
const answer = 'event: answer\ndata: {"status":200,"body":{}}\n\n';

describe('an answer that is told live, in the console', () => {
  it('is read however it is cut into pieces, comments aside', async () => {
    const text = `: keep-alive\n\nevent: check\ndata: {"id":"${name}"}\n\n${answer}`;

    const read = { checks: [{ id: 'Grün' }], answer: { status: 200, body: {} } };
    expect(await readOf(text)).toEqual(read);
    expect(await readOf(...text)).toEqual(read);
  });

  it.each([
    ['breaks off', 'event: check\ndata: {"id":"a"}\n\nevent: ans'],
    ['holds what is no JSON', 'event: check\ndata: {"id":"a"}\n\nevent: check\ndata: {\n\n'],
    ['does not end', `event: check\ndata: {"id":"a"}\n\n${'x'.repeat(1_000_001)}${answer}`],
  ])('is none when it %s', async (_, text) => {
    expect(await readOf(text)).toEqual({ checks: [{ id: 'a' }], answer: undefined });
  });
});

describe('a fingerprint', () => {
  it('is that of the certificate however it was copied', async () => {
    const pem = await readFile(new URL('../fixtures/first.pem', import.meta.url), 'utf8');
    const { fingerprint256 } = new X509Certificate(pem);
    const bare = fingerprint256.replaceAll(':', '');

    const copies = [fingerprint256, bare, bare.toLowerCase(), ` ${bare.replace(/..../g, '$& ')}\n`];
    for (const copy of [...copies, `sha256 Fingerprint=${fingerprint256}`]) {
      expect(readFingerprint(copy)).toBe(await fingerprintOf(pem));
    }
  });

  it.each(['', 'AB:CD', '0'.repeat(40), 'g'.repeat(64), '0'.repeat(65)])('is not %j', (text) => {
    expect(readFingerprint(text)).toBeUndefined();
  });
});

describe('what is said of a diagnosis as it is made', () => {
  const asked = checksFor('cannot-connect');
  const found = (id: Check['id'], verdict: Check['verdict'] = 'pass'): Check => ({
    ...{ id, question: '', verdict, evidence: '', remedy: '', dependsOn: [] },
  });
  const way = ['name-resolves', 'address-allowed', 'host-reached', 'port-open'] as const;

  it('is each group, once it is answered, and what is asked next', () => {
    const some = liveProgress(
      asked,
      way.slice(0, 3).map((id) => found(id)),
    );
    const all = liveProgress(
      asked,
      way.map((id) => found(id)),
    );

    expect(liveProgress(asked, [])).toEqual({ asking: expect.stringMatching(/^Does the name/), said: '' });
    expect(some.said).toBe('');
    expect(all).toEqual({ asking: expect.stringMatching(/TLS/), said: 'The way to the server: 4 of 4 ok.' });
  });

  it('is what is wrong, at once; nothing is asked next that depends on it', () => {
    const progress = liveProgress(asked, [found('name-resolves', 'fail'), found('credential-readable')]);

    expect(progress).toEqual({ asking: undefined, said: 'The way to the server: 1 wrong.' });
  });
});
