const unknownIssuer = 'was signed by an authority that this connection does not trust';
const selfSigned = 'is signed by itself, which is not supported';

/**
 * What Node's TLS error codes say about the certificate that was presented, to follow "The certificate of ...".
 * Source: Node.js documentation, "X509 certificate error codes" and "ERR_TLS_CERT_ALTNAME_INVALID".
 */
export const certificateFaults: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_UNTRUSTED: unknownIssuer,
  CERT_HAS_EXPIRED: 'or of one of its authorities has expired',
  CERT_NOT_YET_VALID: 'or of one of its authorities is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'names another host',
  HOSTNAME_MISMATCH: 'names another host',
  CERT_REVOKED: 'has been revoked',
  CERT_REJECTED: 'is rejected by its authority',
  CERT_SIGNATURE_FAILURE: 'has a wrong signature',
  CERT_CHAIN_TOO_LONG: 'has too many authorities above it',
  INVALID_CA: 'was signed by a certificate that is not an authority',
  INVALID_PURPOSE: 'is not one for servers',
  PATH_LENGTH_EXCEEDED: 'has too many authorities above it',
};
