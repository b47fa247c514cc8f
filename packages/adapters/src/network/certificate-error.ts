import type { X509Certificate } from 'node:crypto';

/** A handshake that failed, with the certificates that were presented in it. */
export class CertificateError extends Error {
  /** Node's own. */
  readonly code: string;
  /** The server's own first. */
  readonly chain: readonly X509Certificate[];

  constructor(code: string, chain: readonly X509Certificate[]) {
    super('The handshake failed.');
    this.name = 'CertificateError';
    this.code = code;
    this.chain = chain;
  }
}
