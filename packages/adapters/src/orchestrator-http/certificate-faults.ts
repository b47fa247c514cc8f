import { selfSignedCode } from '../network/index.js';

/** What is wrong with a certificate, and what can be done about it. */
export interface CertificateFault {
  /** Follows "The certificate of ...". */
  readonly why: string;
  /** A sentence. */
  readonly remedy: string;
  /** What is told beside the server's own certificate: instead of it the one that is out of date, or where its chain ends. */
  readonly tells?: 'out-of-date' | 'top';
}

const giveAuthority = 'give the certificate of that authority in trust.caPem of the connection, or in CUELIGHT_CA_FILE';

const unknownIssuer: CertificateFault = {
  why: 'was signed by an authority that this connection does not trust',
  remedy: `If it is the right one, ${giveAuthority}.`,
  tells: 'top',
};
const aloneAndUnknown: CertificateFault = {
  why: 'was signed by an authority that this connection does not trust, and the server sends no other certificate',
  remedy: `If an intermediate authority is missing, have the server send its whole chain; else ${giveAuthority}.`,
};
const expired: CertificateFault = {
  why: 'or of one of its authorities has expired',
  remedy: 'Have it renewed, and check the clock of this machine.',
  tells: 'out-of-date',
};
const notYetValid: CertificateFault = {
  why: 'or of one of its authorities is not valid yet',
  remedy: 'Check the clock of this machine, and the dates of the certificate.',
  tells: 'out-of-date',
};
const anotherHost: CertificateFault = {
  why: 'names another host',
  remedy: 'Use the name that is in the certificate, or have one made with this name as a subject alternative name.',
};
const newOne = 'Have another certificate made for the server.';

/** The server's own certificate vouches for itself, whether or not it is given as one to trust. */
export const selfSigned: CertificateFault = {
  why: 'is signed by itself, which is not supported',
  remedy: 'Have Orchestrator present a certificate from an internal CA, and give that CA in trust.caPem.',
};

/**
 * What Node's TLS error codes say about the certificates that were presented.
 * Source: Node.js documentation, "X509 certificate error codes" and "ERR_TLS_CERT_ALTNAME_INVALID".
 */
export const certificateFaults: Readonly<Record<string, CertificateFault>> = {
  [selfSignedCode]: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: aloneAndUnknown,
  CERT_UNTRUSTED: unknownIssuer,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: notYetValid,
  ERR_TLS_CERT_ALTNAME_INVALID: anotherHost,
  HOSTNAME_MISMATCH: anotherHost,
  CERT_REVOKED: { why: 'has been revoked', remedy: newOne },
  CERT_REJECTED: { why: 'is rejected by its authority', remedy: newOne },
  CERT_SIGNATURE_FAILURE: { why: 'has a wrong signature', remedy: newOne },
  CERT_CHAIN_TOO_LONG: { why: 'has too many authorities above it', remedy: newOne },
  INVALID_CA: { why: 'was signed by a certificate that is not an authority', remedy: newOne },
  INVALID_PURPOSE: { why: 'is not one for servers', remedy: newOne },
  PATH_LENGTH_EXCEEDED: { why: 'has too many authorities above it', remedy: newOne },
};
