import type { X509Certificate } from 'node:crypto';
import type { PresentedCertificate, SeenCertificate } from '@cuelight/core';
import { describeCertificate, isSelfSigned } from '../trust/index.js';

/** What is told of the certificates that were presented. */
export function seenCertificates(chain: readonly X509Certificate[]): readonly SeenCertificate[] {
  return chain.map(seenCertificate);
}

/** The same, with the certificates themselves. */
export function presentedCertificates(chain: readonly X509Certificate[]): readonly PresentedCertificate[] {
  return chain.map((certificate) => ({ ...seenCertificate(certificate), pem: certificate.toString() }));
}

function seenCertificate(certificate: X509Certificate): SeenCertificate {
  return { ...describeCertificate(certificate), isSelfSigned: isSelfSigned(certificate), isCa: certificate.ca };
}
