import { type OddCertificate, oddCertificates, startPresenting } from '@cuelight/test-harness/odd-servers';
import { describe, expect, it } from 'vitest';
import { lookAt } from './look-at.js';
import { running } from './running.js';

type Faults = readonly (readonly [why: string, at: number])[];

const faults: Readonly<Record<Exclude<OddCertificate, 'ca'>, Faults>> = {
  'self-signed': [['self-signed', 0]],
  expired: [['expired', 0]],
  'not-yet-valid': [['not-yet-valid', 0]],
  'wrong-host': [['other-host', 0]],
  'missing-intermediate': [['intermediate-missing', 0]],
  'authority-unknown': [['authority-unknown', 1]],
  'expired-and-other-host': [
    ['expired', 0],
    ['other-host', 0],
  ],
  'expired-and-authority-unknown': [
    ['authority-unknown', 1],
    ['expired', 0],
  ],
  'self-signed-and-more': [
    ['self-signed', 0],
    ['expired', 0],
    ['other-host', 0],
  ],
  huge: [
    ['intermediate-missing', 0],
    ['other-host', 0],
  ],
  'long-chain': [['authority-unknown', 7]],
};

describe('a certificate', () => {
  it('that is accepted is told, with the authority that vouches for it', async () => {
    const server = await running(startPresenting('ca'));

    const seen = await lookAt(server.url, { caPem: server.caPem });

    expect(seen.presented).toEqual([
      {
        subject: 'CN=localhost, O=Fake Orchestrator',
        issuer: expect.stringMatching(/^CN=Fake Orchestrator CA/),
        fingerprint: expect.stringMatching(/^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/),
        validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        validTo: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        isSelfSigned: false,
        isCa: false,
      },
      expect.objectContaining({ isSelfSigned: true, isCa: true }),
    ]);
    expect(seen).toMatchObject({ certificateFaults: [], reply: { from: 'orchestrator', apiVersion: 17 } });
    expect(seen).not.toHaveProperty('stop');
  });

  it('may be from an authority that every look trusts', async () => {
    const server = await running(startPresenting('ca'));

    const seen = await lookAt(server.url, { extraCaPem: server.caPem });

    expect(seen).toMatchObject({ reply: { from: 'orchestrator' } });
  });

  it.each(oddCertificates.flatMap((kind) => (kind === 'ca' ? [] : [[kind, faults[kind]] as const])))(
    'that is %s is refused with all that is wrong with it, and is sent nothing',
    async (kind, expected) => {
      const server = await running(startPresenting(kind));

      const seen = await lookAt(server.url, { caPem: server.caPem });

      expect(seen.certificateFaults.map(({ why, at }) => [why, at])).toEqual(expected);
      expect(seen.certificateFaults.filter(({ code }) => code === seen.stop?.code)).toHaveLength(1);
      expect(seen.stop).toEqual({ why: 'certificate-refused', code: expect.stringMatching(/^[A-Z_]+$/) });
      expect(seen).not.toHaveProperty('reply');
      expect(server.requestCount()).toBe(0);
    },
  );

  it('that nobody is told to trust is signed by an unknown authority, or its intermediate is missing', async () => {
    const server = await running(startPresenting('ca'));

    const seen = await lookAt(server.url);

    expect(seen.certificateFaults).toEqual([
      { why: 'intermediate-missing', at: 0, code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    ]);
  });

  it.each(['huge', 'long-chain'] as const)('that is %s is told in few and short texts', async (kind) => {
    const server = await running(startPresenting(kind));

    const seen = await lookAt(server.url, { caPem: server.caPem });

    expect(seen.presented.length).toBeLessThanOrEqual(8);
    for (const { subject, issuer } of seen.presented) {
      expect(subject.length).toBeLessThanOrEqual(163);
      expect(issuer).toMatch(/^[\x20-\x7e]{1,163}$/);
    }
  });
});
