import type { CauseDoc } from './cause-doc.js';

const who = 'Orchestrator administrator';

/** What can be wrong with the certificates of the server. */
export const trustCauses = {
  'authority-unknown': {
    check: 'certificate-trusted',
    meaning: 'The certificate was signed by an authority that is not trusted here.',
    remedy:
      'If it is the right authority, an admin gives its certificate in trust.caPem of the connection, after comparing its fingerprint with one got from elsewhere; or the operator of Cuelight adds it to CUELIGHT_CA_FILE.',
    who: 'operator of Cuelight',
  },
  'intermediate-missing': {
    check: 'certificate-trusted',
    meaning: 'The server sends its own certificate alone, without the intermediate authority that signed it.',
    remedy:
      'An Orchestrator administrator has the server send its whole chain. If no intermediate is missing, give the authority that signed the certificate in trust.caPem.',
    who,
  },
  'self-signed': {
    check: 'certificate-trusted',
    meaning: 'The certificate of the server is signed by itself, so that nobody vouches for it: that is not supported.',
    remedy:
      'An Orchestrator administrator has it present a certificate from an internal authority, and gives that authority in trust.caPem.',
    who,
  },
  'certificate-revoked': {
    check: 'certificate-trusted',
    meaning: 'The certificate has been revoked.',
    remedy: 'An Orchestrator administrator has another certificate made for the server.',
    who,
  },
  'certificate-unacceptable': {
    check: 'certificate-trusted',
    meaning: 'The certificate, or one above it, cannot be used for a server: the code named as evidence tells why.',
    remedy: 'An Orchestrator administrator has another certificate made for the server.',
    who,
  },
  'certificate-expired': {
    check: 'certificate-current',
    meaning: 'The certificate, or one above it, has expired.',
    remedy: 'An Orchestrator administrator renews it; the operator of Cuelight checks the clock of this machine.',
    who,
  },
  'certificate-not-yet-valid': {
    check: 'certificate-current',
    meaning: 'The certificate, or one above it, is not valid yet.',
    remedy:
      'The operator of Cuelight checks the clock of this machine, an Orchestrator administrator the dates of the certificate.',
    who: 'operator of Cuelight',
  },
  'certificate-for-another-host': {
    check: 'certificate-names-host',
    meaning: 'The certificate was made for another name than the one in the address.',
    remedy:
      'An app designer uses a name that is in the certificate, or an Orchestrator administrator has one made that has this name among its subject alternative names.',
    who,
  },
} as const satisfies Record<string, CauseDoc>;
