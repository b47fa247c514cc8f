import type { CertificateFaultReason } from '@cuelight/core';
import { selfSignedCode } from '../network/index.js';

/**
 * What one of Node's codes says is wrong with a certificate.
 * Source: Node.js documentation, "X509 certificate error codes" and "ERR_TLS_CERT_ALTNAME_INVALID".
 */
export function faultReasonOf(code: string): CertificateFaultReason {
  return reasons[code] ?? 'unacceptable';
}

const reasons: Readonly<Record<string, CertificateFaultReason>> = {
  [selfSignedCode]: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'authority-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'authority-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'authority-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'intermediate-missing',
  CERT_UNTRUSTED: 'authority-unknown',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-host',
  HOSTNAME_MISMATCH: 'other-host',
  CERT_REVOKED: 'revoked',
};

/** The order in which faults are told. */
export const faultOrder: readonly CertificateFaultReason[] = [
  'self-signed',
  'authority-unknown',
  'intermediate-missing',
  'expired',
  'not-yet-valid',
  'other-host',
  'revoked',
  'unacceptable',
];
