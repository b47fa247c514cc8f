import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

/**
 * Whether a certificate chain and a key belong together and can be served. Node alone does not tell: it takes an empty text,
 * which a file that is being written is for a moment, for none at all, and then serves nobody.
 */
export function isServable(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert, key });
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
