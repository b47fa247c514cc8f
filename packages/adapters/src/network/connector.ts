import { X509Certificate } from 'node:crypto';
import tls, { type PeerCertificate } from 'node:tls';
import { buildConnector } from 'undici';
import type { EgressGuard, GuardedPlace } from '../egress/index.js';
import { isSelfSigned, usualAuthorities } from '../trust/index.js';
import type { ConnectionWatch } from './connection-watch.js';
import { guarded } from './guarded.js';
import { selfSignedCode } from './self-signed-code.js';
import { watched } from './watched.js';
import { withChain } from './with-chain.js';

/** How connections to one origin are made. */
export interface Connecting {
  /** Certificate authorities that are trusted beside the usual ones, PEM. */
  readonly extraCaPems: readonly string[];
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  readonly egress: EgressGuard | 'unguarded';
  /** Sees what becomes of each connection. */
  readonly watch?: ConnectionWatch;
}

/**
 * Makes the connections to one origin: every certificate is verified against the usual authorities plus those given, and
 * the host name always. It goes only where egress allows.
 */
export function createConnector(
  origin: string,
  { extraCaPems, connectMs, egress, watch }: Connecting,
): buildConnector.connector {
  const options = {
    timeout: connectMs,
    checkServerIdentity: checkIdentity,
    // Else NODE_TLS_REJECT_UNAUTHORIZED=0 would turn the verification off.
    rejectUnauthorized: true,
    // Made once: reading some 150 root certificates takes tens of milliseconds, too long for every new socket.
    ...(extraCaPems.length > 0 && {
      secureContext: tls.createSecureContext({ ca: [...usualAuthorities(), ...extraCaPems] }),
    }),
  };
  const build = (resolving: Partial<Pick<GuardedPlace, 'lookup'>>) =>
    watched(withChain(buildConnector({ ...options, ...resolving })), watch);
  return guarded(origin, egress, build, watch);
}

/** Asked once the chain is trusted. Whoever gives a server's own certificate as an authority does not get around it. */
function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  if (isSelfSigned(new X509Certificate(certificate.raw))) {
    return Object.assign(new Error('The certificate is signed by itself.'), { code: selfSignedCode });
  }
  return tls.checkServerIdentity(host, certificate);
}
