import { createServer, type TlsOptions } from 'node:tls';
import { serverCertificate } from '../tls/server-certificate.js';
import { listening, type OddServer } from './odd-server.js';

/** `client-certificate`: wants one of the client. `old-version`: speaks TLS 1.0 and 1.1 only. */
export type OddTls = 'client-certificate' | 'old-version';

/** Refuses the handshake of a client that is not as it wants it. */
export async function startOddTls(kind: OddTls): Promise<OddServer & { readonly caPem: string }> {
  const { ca, key, cert } = await serverCertificate('ca');
  const server = createServer({ key, cert, ...wants[kind], ...(kind === 'client-certificate' && { ca }) });
  server.on('tlsClientError', () => {});
  return { ...(await listening(server, 'https')), caPem: ca };
}

const wants: Readonly<Record<OddTls, TlsOptions>> = {
  'client-certificate': { requestCert: true, rejectUnauthorized: true },
  'old-version': { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
};
