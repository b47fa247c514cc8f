import { X509Certificate } from 'node:crypto';
import { type CertificateAuthorities, type Failure, fail, type Result, succeed } from '@cuelight/core';
import { nameOf } from './presented-certificate.js';

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Looks at CA certificates with Node's own X.509 parser. `nowMs` is the time they must be valid at. */
export function nodeCertificateAuthorities(nowMs: () => number): CertificateAuthorities {
  return {
    check(pem) {
      const blocks = pem.match(pemBlock) ?? [];
      if (blocks.length === 0) return fail(notACa('The PEM text holds no certificate.'));
      // What is left beside the certificates must be comments or white space: a private key has no place here.
      if (pem.replace(pemBlock, '').includes('-----BEGIN')) {
        return fail(notACa('The PEM text holds something other than certificates.'));
      }
      for (const [index, block] of blocks.entries()) {
        const checked = checkOne(block, index + 1, nowMs());
        if (!checked.ok) return checked;
      }
      return succeed(undefined);
    },
  };
}

function checkOne(block: string, position: number, nowMs: number): Result<void, Failure> {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(block);
  } catch {
    return fail(notACa(`Certificate ${position} cannot be read.`));
  }
  const named = `Certificate ${position} (${nameOf(certificate, 'subject')})`;
  if (!certificate.ca) return fail(notACa(`${named} is not a CA certificate.`));
  if (Date.parse(certificate.validFrom) > nowMs)
    return fail(notACa(`${named} is not valid before ${certificate.validFrom}.`));
  if (Date.parse(certificate.validTo) < nowMs) return fail(notACa(`${named} expired on ${certificate.validTo}.`));
  return succeed(undefined);
}

function notACa(detail: string): Failure {
  return { code: 'not-a-ca-certificate', detail };
}
