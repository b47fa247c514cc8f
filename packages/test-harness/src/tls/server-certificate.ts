import { createAuthority, type Identity, selfSignedLeaf } from './authority.js';
import type { TlsMode } from './tls-mode.js';

/** What an HTTPS server shows, and the CA that a client may trust. */
export interface ServerCertificate extends Identity {
  /** The certificate of the fake's own CA as PEM; made in every mode, also where it signed nothing that is shown. */
  readonly ca: string;
}

const yearHours = 365 * 24;
const forLocalhost = {
  dnsNames: ['localhost'],
  ipAddresses: ['127.0.0.1', '::1'],
  fromHours: -1,
  untilHours: yearHours,
};

/**
 * Makes a CA and the certificate that a mode wants. Nothing of it is kept anywhere.
 *
 * @param whose of which fake, such as `Fake Orchestrator`; part of the names of the CAs
 */
export async function serverCertificate(mode: TlsMode, whose = 'Fake Orchestrator'): Promise<ServerCertificate> {
  const authority = await createAuthority(`${whose} CA`);
  switch (mode) {
    case 'ca':
      return { ...(await authority.issueLeaf(forLocalhost)), ca: authority.cert };
    case 'self-signed':
      return { ...(await selfSignedLeaf(forLocalhost)), ca: authority.cert };
    case 'expired': {
      const past = { ...forLocalhost, fromHours: -yearHours, untilHours: -24 };
      return { ...(await authority.issueLeaf(past)), ca: authority.cert };
    }
    case 'not-yet-valid':
      return { ...(await authority.issueLeaf({ ...forLocalhost, fromHours: 24 })), ca: authority.cert };
    case 'wrong-host': {
      const elsewhere = { ...forLocalhost, dnsNames: ['orchestrator.example'], ipAddresses: [] };
      return { ...(await authority.issueLeaf(elsewhere)), ca: authority.cert };
    }
    case 'missing-intermediate': {
      const intermediate = await authority.issueAuthority(`${whose} Intermediate CA`);
      return { ...(await intermediate.issueLeaf(forLocalhost)), ca: authority.cert };
    }
  }
}
