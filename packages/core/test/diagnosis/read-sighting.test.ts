import { describe, expect, it } from 'vitest';
import { readSighting } from '../../src/diagnosis/read-sighting.js';
import type { CertificateFaultReason, Sighting, StopReason } from '../../src/index.js';
import { soundSighting } from '../world/stub-orchestrator.js';

const url = 'https://orchestrator.example:8443';
const { reply: soundReply, ...way } = soundSighting;
const leaf = {
  subject: 'CN=orchestrator.example',
  issuer: 'CN=Example Issuing CA',
  fingerprint: 'AB:CD',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  isSelfSigned: false,
  isCa: false,
};

const wayChecks = ['name-resolves', 'address-allowed', 'host-reached', 'port-open'];
const trustChecks = ['tls-spoken', 'certificate-trusted', 'certificate-current', 'certificate-names-host'];

/** What is wrong, by check. */
function wrongIn(sighting: Sighting, at = url) {
  return Object.entries(readSighting(at, sighting))
    .filter(([, { verdict }]) => verdict === 'fail' || verdict === 'warn')
    .map(([id, { cause }]) => `${id}: ${cause}`);
}

describe('a look at the way to an Orchestrator', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(wrongIn(soundSighting)).toEqual([]);
  });

  it.each([
    ['name-unknown', 'name-resolves: name-unknown'],
    ['name-server-silent', 'name-resolves: name-server-silent'],
    ['egress-refused', 'address-allowed: address-not-allowed'],
    ['no-route', 'host-reached: no-route'],
    ['no-answer', 'host-reached: filtered'],
    ['connection-cut', 'host-reached: connection-cut'],
    ['port-closed', 'port-open: port-closed'],
    ['not-tls', 'tls-spoken: not-tls'],
    ['tls-silent', 'tls-spoken: tls-silent'],
    ['tls-cut', 'tls-spoken: tls-cut'],
    ['tls-refused', 'tls-spoken: tls-refused'],
    ['http-silent', 'http-answers: http-silent'],
    ['http-cut', 'http-answers: http-cut'],
    ['not-http', 'http-answers: not-http'],
    ['reply-too-long', 'http-answers: reply-too-long'],
    ['reply-cut', 'http-answers: reply-cut'],
    ['failed', 'http-answers: look-failed'],
  ] satisfies [StopReason, string][])('that ends with %s answers %s, and nothing else', (why, wrong) => {
    expect(wrongIn({ ...way, stop: { why } })).toEqual([wrong]);
  });

  it('lets nothing pass that it did not come to, when it ends in a way that has no name', () => {
    const stop = { why: 'failed', code: 'EACCES' } as const;
    const passed = (sighting: Sighting, at = url) =>
      Object.entries(readSighting(at, sighting))
        .filter(([, { verdict }]) => verdict === 'pass')
        .map(([id]) => id);
    const connection = { from: '10.1.2.99:50000', to: '10.1.2.3:8443' };
    const rest = ['orchestrator-in-service'];

    expect(passed({ ...way, addresses: [], stop })).toEqual(rest);
    expect(passed({ ...way, stop })).toEqual(['name-resolves', ...rest]);
    expect(passed({ ...way, connection, stop })).toEqual([...wayChecks, ...rest]);
    expect(passed({ ...way, connection, presented: [leaf], stop })).toEqual([...wayChecks, ...trustChecks, ...rest]);
    expect(passed({ ...way, connection, stop }, 'http://127.0.0.1')).toEqual([...wayChecks, ...trustChecks, ...rest]);
  });

  it('takes a version that is newer than any that is known for a warning, and one that is too old for a fault', () => {
    const at = (apiVersion: number) => {
      const seen = { ...soundSighting, reply: { status: 200, from: 'orchestrator', apiVersion } as const };
      return readSighting(url, seen)['version-supported'].verdict;
    };

    expect([8, 9, 20, 21].map(at)).toEqual(['fail', 'pass', 'pass', 'warn']);
  });

  it('tells from which addresses it went, to which, and with which code it ended', () => {
    const { 'host-reached': finding } = readSighting(url, { ...way, stop: { why: 'no-answer', code: 'ETIMEDOUT' } });

    expect(finding.evidence).toBe(
      'A connection from 10.1.2.99 to 10.1.2.3, port 8443, got no answer at all in time (ETIMEDOUT).',
    );
  });

  it.each([
    ['self-signed', 'certificate-trusted: self-signed'],
    ['authority-unknown', 'certificate-trusted: authority-unknown'],
    ['intermediate-missing', 'certificate-trusted: intermediate-missing'],
    ['revoked', 'certificate-trusted: certificate-revoked'],
    ['unacceptable', 'certificate-trusted: certificate-unacceptable'],
    ['expired', 'certificate-current: certificate-expired'],
    ['not-yet-valid', 'certificate-current: certificate-not-yet-valid'],
    ['other-host', 'certificate-names-host: certificate-for-another-host'],
  ] satisfies [CertificateFaultReason, string][])('at a certificate that is %s answers %s', (why, wrong) => {
    const sighting = { ...way, presented: [leaf], certificateFaults: [{ why, at: 0 }] } satisfies Sighting;

    expect(wrongIn({ ...sighting, stop: { why: 'certificate-refused' } })).toEqual([wrong]);
  });

  it('tells two things that are wrong with one certificate', () => {
    const certificateFaults = [{ why: 'expired', at: 0 } as const, { why: 'other-host', at: 0 } as const];

    expect(wrongIn({ ...way, presented: [leaf], certificateFaults, stop: { why: 'certificate-refused' } })).toEqual([
      'certificate-current: certificate-expired',
      'certificate-names-host: certificate-for-another-host',
    ]);
  });

  it('shows the certificate at fault, and where its chain ends when nobody knows that end', () => {
    const top = { ...leaf, subject: 'CN=Example Issuing CA', issuer: 'CN=Example Root' };
    const { 'certificate-trusted': finding } = readSighting(url, {
      ...way,
      presented: [leaf, top],
      certificateFaults: [{ why: 'authority-unknown', at: 0, code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    });

    expect(finding.evidence).toContain('"CN=orchestrator.example", signed by "CN=Example Issuing CA"');
    expect(finding.evidence).toContain(
      'SHA-256 AB:CD (SELF_SIGNED_CERT_IN_CHAIN). Its chain ends at "CN=Example Root".',
    );
  });

  it('tells no fingerprint of an authority: who is to trust it gets that from elsewhere', () => {
    const { 'certificate-trusted': finding } = readSighting(url, {
      ...way,
      presented: [leaf, { ...leaf, isCa: true }],
      certificateFaults: [{ why: 'authority-unknown', at: 1, code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    });

    expect(finding.evidence).toContain('to 2026-12-31 (SELF_SIGNED_CERT_IN_CHAIN)');
  });

  it.each([
    [503, 'orchestrator-in-service: in-maintenance'],
    [502, 'orchestrator-in-service: gateway-in-vain'],
    [504, 'orchestrator-in-service: gateway-in-vain'],
    [500, 'orchestrator-in-service: server-broken'],
  ])('that is answered with %i answers %s', (status, wrong) => {
    expect(wrongIn({ ...way, reply: { status, from: 'other' } })).toEqual([wrong]);
  });

  it.each([
    [8, ['version-supported: version-too-old']],
    [9, []],
    [20, []],
    [21, ['version-supported: version-not-known']],
  ])('at API version %i finds wrong: %j', (apiVersion, wrong) => {
    expect(wrongIn({ ...way, reply: { status: 200, from: 'orchestrator', apiVersion } })).toEqual(wrong);
  });

  it.each([
    [120_000, undefined],
    [-120_000, undefined],
    [300_000, 'Its clock is 5 minutes ahead of ours.'],
    [-3_600_000, 'Its clock is 60 minutes behind ours.'],
  ])('at a clock that is %i ms ahead says: %s', (clockAheadMs, evidence) => {
    const found = readSighting(url, { ...way, reply: { status: 200, from: 'orchestrator', clockAheadMs } });

    expect(found['clock-agrees'].verdict === 'pass' ? undefined : found['clock-agrees'].evidence).toBe(evidence);
  });

  it('looks for no certificate where plain http goes to this machine itself', () => {
    const found = readSighting('http://127.0.0.1:7401', soundSighting);

    expect(found['certificate-trusted'].evidence).toBe(
      'Plain http to this machine itself: no certificate is involved.',
    );
    expect(soundReply?.from).toBe('orchestrator');
  });
});
