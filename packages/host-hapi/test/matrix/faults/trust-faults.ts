import {
  type OddCertificate,
  startHandshakeCutter,
  startOddTls,
  startPlainHttp,
  startPresenting,
  startSilentServer,
  startSlowTls,
} from '@cuelight/test-harness/odd-servers';
import type { Fault } from '../faults.js';

/** In the handshake, and in what is presented. */
export const trustFaults: readonly Fault[] = [
  {
    name: 'plain HTTP is spoken on the port',
    wrong: ['tls-spoken: not-tls'],
    diagnose: async ({ connecting, started }) => {
      const { port } = await started(startPlainHttp());
      return connecting(`https://localhost:${port}`);
    },
  },
  {
    name: 'the handshake is not answered',
    wrong: ['tls-spoken: tls-silent'],
    diagnose: async ({ connecting, started }) => connecting((await started(startSilentServer('https'))).url),
  },
  {
    name: 'the handshake is answered byte by byte',
    wrong: ['tls-spoken: tls-silent'],
    diagnose: async ({ connecting, started }) => connecting((await started(startSlowTls())).url),
  },
  {
    name: 'the handshake is cut',
    wrong: ['tls-spoken: tls-cut'],
    diagnose: async ({ connecting, started }) => connecting((await started(startHandshakeCutter())).url),
  },
  {
    name: 'the server wants a certificate of the client',
    wrong: ['tls-spoken: tls-refused'],
    diagnose: async ({ connecting, started }) => {
      const { url, caPem } = await started(startOddTls('client-certificate'));
      return connecting(url, { caPem });
    },
  },
  {
    name: 'the server speaks old versions of TLS only',
    wrong: ['tls-spoken: tls-refused'],
    diagnose: async ({ connecting, started }) => {
      const { url, caPem } = await started(startOddTls('old-version'));
      return connecting(url, { caPem });
    },
  },
  presenting('expired', 'the certificate has expired', 'certificate-current: certificate-expired'),
  presenting('not-yet-valid', 'the certificate is not valid yet', 'certificate-current: certificate-not-yet-valid'),
  presenting(
    'wrong-host',
    'the certificate is for another host',
    'certificate-names-host: certificate-for-another-host',
  ),
  presenting('self-signed', 'the certificate is signed by itself', 'certificate-trusted: self-signed'),
  presenting(
    'missing-intermediate',
    'the intermediate authority is not sent along',
    'certificate-trusted: intermediate-missing',
  ),
  presenting('authority-unknown', 'nobody here knows the authority', 'certificate-trusted: authority-unknown'),
  presenting(
    'huge',
    'the names in the certificate are huge, and not of this host',
    'certificate-trusted: intermediate-missing',
    'certificate-names-host: certificate-for-another-host',
  ),
  presenting('long-chain', 'the chain is endless', 'certificate-trusted: authority-unknown'),
  {
    name: 'the authority was not given to the connection',
    wrong: ['certificate-trusted: intermediate-missing'],
    diagnose: async ({ connecting, fake }) => connecting((await fake({ tls: 'ca' })).url),
  },
];

function presenting(kind: OddCertificate, name: string, ...wrong: Fault['wrong']): Fault {
  return {
    name,
    wrong,
    diagnose: async ({ connecting, started }) => {
      const { url, caPem } = await started(startPresenting(kind));
      return connecting(url, { caPem });
    },
  };
}
