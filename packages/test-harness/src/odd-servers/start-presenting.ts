import { createServer } from 'node:https';
import { type OddCertificate, oddCertificate } from './odd-certificate.js';
import { listening, type OddServer } from './odd-server.js';

/** A server with such a certificate. */
export interface PresentingServer extends OddServer {
  /** A CA to trust, PEM; whether the certificate is from it, its kind tells. */
  readonly caPem: string;
  /** How many requests came; none is to, where the certificate is not accepted. */
  requestCount(): number;
}

/** Speaks HTTPS with a certificate of that kind, and answers as an Orchestrator with API 17 would to who is not signed in. */
export async function startPresenting(kind: OddCertificate): Promise<PresentingServer> {
  const { key, cert, ca } = await oddCertificate(kind);
  let requests = 0;
  const server = createServer({ key, cert }, (_, response) => {
    requests += 1;
    response.writeHead(401, { 'api-supported-versions': '17.0' }).end();
  });
  return { ...(await listening(server, 'https')), caPem: ca, requestCount: () => requests };
}
