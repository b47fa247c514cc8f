import type { X509Certificate } from 'node:crypto';
import type { SeenCertificate } from '@cuelight/core';
import { describeCertificate, isSelfSigned } from '../trust/index.js';

/** What is told of the certificates that were presented. */
export function seenCertificates(chain: readonly X509Certificate[]): readonly SeenCertificate[] {
  return chain.map((certificate) => ({
    ...describeCertificate(certificate),
    isSelfSigned: isSelfSigned(certificate),
    isCa: certificate.ca,
  }));
}
