import type { FailureDoc } from './failure-doc.js';

/** The codes of a target that somebody asks for. */
export const targetFailures = {
  'orchestrator-url-refused': {
    meaning: 'The address cannot be an Orchestrator that Cuelight may call.',
    remedy:
      'Give the address at which Orchestrator is opened in a browser: https, with its port, without user name, query or fragment.',
  },
  'origin-needs-admin': {
    meaning: 'No connection has its Orchestrator at this origin yet, and only an admin may name a new one.',
    remedy: 'Ask an admin to make the first connection to this Orchestrator.',
  },
  'identity-url-refused': {
    meaning: 'The address cannot be an identity server that Cuelight may call.',
    remedy:
      'Give the address below which /connect/token is: https, with its port, without user name, query or fragment. Leave identityUrl out when the identity server is on the host of Orchestrator, at /identity or /identity_.',
  },
  'identity-needs-admin': {
    meaning: 'The identity server is not on the host and port of Orchestrator, and only an admin may name such a one.',
    remedy: 'Leave identityUrl out, or ask an admin to make the connection.',
  },
  'target-needs-admin': {
    meaning: 'Only an admin may change where the credential of a connection is sent.',
    remedy: 'Ask an admin to change the target. The name alone may be changed by a designer.',
  },
  'environment-needs-admin': {
    meaning: 'Only an admin may have the secret of a credential read from the environment of the service.',
    remedy: 'Send the secret itself, or ask an admin to make the connection.',
  },
  'credential-required-with-new-target': {
    meaning: 'The target of a connection changes only together with its credential, which is never read back for it.',
    remedy: 'Send the full credential in the same request, also when it stays the same.',
  },
  'not-a-ca-certificate': {
    meaning: 'The PEM given to trust holds something other than currently valid CA certificates.',
    remedy:
      'Give the certificate of the authority that signed the server certificate (basicConstraints CA=TRUE), not the server certificate itself.',
  },
} as const satisfies Record<string, FailureDoc>;
