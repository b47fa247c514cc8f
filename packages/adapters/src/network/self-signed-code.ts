/** The code of a self-signed server certificate, Node's own. */
export const selfSignedCode = 'DEPTH_ZERO_SELF_SIGNED_CERT';
