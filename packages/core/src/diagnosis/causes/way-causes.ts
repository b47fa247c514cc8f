import type { CauseDoc } from './cause-doc.js';

/** What can be wrong on the way to the server. */
export const wayCauses = {
  'name-unknown': {
    check: 'name-resolves',
    meaning: 'The name of the server does not resolve to an address.',
    remedy:
      'An app designer compares the name with the one in the browser; if it is right, a network administrator makes it known to the name servers of this machine.',
    who: 'network administrator',
  },
  'name-server-silent': {
    check: 'name-resolves',
    meaning: 'The name servers of this machine do not answer.',
    remedy: 'A network administrator lets this machine reach its name servers, or gives it others.',
    who: 'network administrator',
  },
  'address-not-allowed': {
    check: 'address-allowed',
    meaning: 'The settings of this service do not allow it to call that address.',
    remedy:
      'If the address is right, the operator of Cuelight adds its host or network to CUELIGHT_EGRESS_ALLOW. The list replaces the default (public addresses, RFC 1918 and fc00::/7); link-local, multicast, unspecified and cloud metadata addresses are never called.',
    who: 'operator of Cuelight',
  },
  'no-route': {
    check: 'host-reached',
    meaning: 'There is no way from this machine to that address.',
    remedy:
      'A network administrator gives this machine a route to the network of the server. Where the name has IPv6 addresses only, that is a route for IPv6, or an IPv4 address for the name.',
    who: 'network administrator',
  },
  filtered: {
    check: 'host-reached',
    meaning: 'Nothing comes back: a firewall drops the packets, or the server is off.',
    remedy:
      'A network administrator allows connections from the addresses of this machine that are named as evidence, to the address and port of the server, and checks that the server is on.',
    who: 'network administrator',
  },
  'connection-cut': {
    check: 'host-reached',
    meaning:
      'The connection is cut while it is being made: something between here and the server does not let it through.',
    remedy:
      'A network administrator looks for a firewall or proxy that resets connections from the addresses of this machine, which are named as evidence.',
    who: 'network administrator',
  },
  'port-closed': {
    check: 'port-open',
    meaning: 'The server, or a firewall before it, refuses connections on that port.',
    remedy:
      'An app designer compares the port with the one in the browser; if it is right, a network administrator opens it, and an Orchestrator administrator checks that its web site runs.',
    who: 'network administrator',
  },
  'not-tls': {
    check: 'tls-spoken',
    meaning: 'What listens on that port does not speak TLS.',
    remedy:
      'An app designer gives the port at which Orchestrator is opened with https; an Orchestrator administrator binds https to its web site.',
    who: 'Orchestrator administrator',
  },
  'tls-silent': {
    check: 'tls-spoken',
    meaning: 'The server accepts the connection, but does not answer the TLS handshake in time.',
    remedy:
      'A network administrator looks for a firewall or proxy that inspects TLS and stalls it; an Orchestrator administrator looks at the load of the server.',
    who: 'network administrator',
  },
  'tls-cut': {
    check: 'tls-spoken',
    meaning: 'The connection is cut in the middle of the TLS handshake.',
    remedy:
      'A network administrator looks for a firewall or proxy that inspects TLS and cuts it; an Orchestrator administrator checks that the web site has a certificate bound to this name.',
    who: 'network administrator',
  },
  'tls-refused': {
    check: 'tls-spoken',
    meaning:
      'The server refuses the handshake: it has no version of TLS or no cipher in common with us, or asks for a client certificate.',
    remedy:
      'An Orchestrator administrator enables TLS 1.2 or later with current ciphers, and turns off client certificates for this web site: they are not supported.',
    who: 'Orchestrator administrator',
  },
} as const satisfies Record<string, CauseDoc>;
