import { describe, expect, it } from 'vitest';
import { nodeCertificateAuthorities } from '../../src/trust/index.js';
import { exampleCaPem, exampleLeafPem, namelessCaPem } from './certificates.js';

const inDecember2026 = Date.UTC(2026, 11, 1);
const authorities = nodeCertificateAuthorities(() => inDecember2026);

describe('looking at certificates that are to be trusted', () => {
  it('accepts one CA certificate, and a bundle of them', () => {
    expect(authorities.check(exampleCaPem)).toEqual({ ok: true, value: undefined });
    expect(authorities.check(`# our own authority\n${exampleCaPem}\n${exampleCaPem}`)).toMatchObject({ ok: true });
  });

  it('refuses a server certificate, naming it and its position', () => {
    const checked = authorities.check(`${exampleCaPem}${exampleLeafPem}`);

    expect(checked).toEqual({
      ok: false,
      failure: {
        code: 'not-a-ca-certificate',
        detail: 'Certificate 2 (CN=orchestrator.example) is not a CA certificate.',
      },
    });
  });

  it.each([
    ['before it is valid', Date.UTC(2020, 0, 1), /is not valid before/],
    ['after it expired', Date.UTC(2200, 0, 1), /expired on/],
  ])('refuses a CA certificate %s', (_, nowMs, detail) => {
    const checked = nodeCertificateAuthorities(() => nowMs).check(exampleCaPem);

    expect(checked).toMatchObject({ ok: false, failure: { detail: expect.stringMatching(detail) } });
  });

  it('accepts a CA certificate with an empty subject, and says so where it would name it', () => {
    const expired = nodeCertificateAuthorities(() => Date.UTC(2200, 0, 1)).check(namelessCaPem);

    expect(authorities.check(namelessCaPem)).toEqual({ ok: true, value: undefined });
    expect(expired).toMatchObject({
      failure: { detail: expect.stringMatching(/^Certificate 1 \(without a name\) expired on/) },
    });
  });

  it.each([
    ['nothing', ''],
    ['no PEM', 'just trust me'],
    ['a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('refuses %s', (_, pem) => {
    expect(authorities.check(pem)).toMatchObject({ ok: false, failure: { code: 'not-a-ca-certificate' } });
  });

  it('refuses a private key beside the certificate, and does not repeat it', () => {
    const checked = authorities.check(`${exampleCaPem}-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----`);

    expect(checked).toMatchObject({ ok: false, failure: { code: 'not-a-ca-certificate' } });
    expect(JSON.stringify(checked)).not.toContain('canary');
  });
});
