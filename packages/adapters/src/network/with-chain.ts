import { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { type Presented, presentedChain } from '../trust/index.js';
import { CertificateError } from './certificate-error.js';

/**
 * The same connector; when a handshake fails, its error has the certificates that were presented. Verification is not
 * touched: they are looked at just before it, since the socket has forgotten them once it failed. OpenSSL
 * takes at most 100 KB of them.
 */
export function withChain(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    let leaf: Presented | undefined;
    const answer: buildConnector.Callback = (...outcome) => {
      const [error] = outcome;
      if (error === null || leaf === undefined) return callback(...outcome);
      const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
      callback(new CertificateError(code, presentedChain(leaf)), null);
    };
    // undici answers the socket, although its types do not say so; without it only the certificates are not told.
    const socket: unknown = connect(options, answer);
    if (socket instanceof TLSSocket) {
      socket.prependOnceListener('secure', () => {
        // Not getPeerX509Certificate: after it, Node 20 itself finds no certificate to verify.
        leaf = socket.getPeerCertificate(true);
      });
    }
    return socket;
  };
}
