import type { X509Certificate } from 'node:crypto';
import type { Failure } from '@cuelight/core';
import { selfSignedCode } from '../network/index.js';
import { describeCertificate, isSelfSigned } from '../trust/index.js';
import { type CertificateFault, certificateFaults, selfSigned } from './certificate-faults.js';

/**
 * What it means that certificates were not accepted: which one, why, and what to do.
 *
 * @param code of Node's error
 * @param chain as it was presented, the server's own certificate first; empty where it is not known
 * @returns undefined when the code is not about certificates
 */
export function certificateFailure(
  origin: string,
  code: string,
  chain: readonly X509Certificate[],
): Failure | undefined {
  const found = certificateFaults[code];
  const [leaf] = chain;
  // OpenSSL tells one fault of several: that the certificate has expired as well matters less.
  const isItsOwn = code === selfSignedCode || (found !== undefined && leaf !== undefined && isSelfSigned(leaf));
  const fault = isItsOwn ? selfSigned : found;
  if (fault === undefined) return undefined;
  return {
    code: isItsOwn ? 'self-signed-not-supported' : 'certificate-untrusted',
    detail: `The certificate of ${origin} ${fault.why} (${code}).${shown(fault, chain)} ${fault.remedy}`,
  };
}

function shown(fault: CertificateFault, chain: readonly X509Certificate[]): string {
  const [leaf] = chain;
  const told = fault.tells === 'out-of-date' ? (chain.find(isOutOfDate) ?? leaf) : leaf;
  if (told === undefined) return '';
  const { subject, issuer, fingerprint, validFrom, validTo } = describeCertificate(told);
  const top = fault.tells === 'top' ? chain.at(-1) : undefined;
  const above = top === undefined || top === leaf ? '' : ` Its chain ends at "${describeCertificate(top).issuer}".`;
  return ` It is "${subject}", signed by "${issuer}", valid from ${validFrom} to ${validTo}, SHA-256 ${fingerprint}.${above}`;
}

/** By the clock of this machine, as OpenSSL sees it. */
function isOutOfDate({ validFrom, validTo }: X509Certificate): boolean {
  const nowMs = Date.now();
  return Date.parse(validFrom) > nowMs || Date.parse(validTo) < nowMs;
}
