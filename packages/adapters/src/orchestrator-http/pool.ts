import { X509Certificate } from 'node:crypto';
import tls, { type PeerCertificate } from 'node:tls';
import { type ConnectionTarget, originOf } from '@cuelight/core';
import { buildConnector, Pool } from 'undici';
import type { EgressGuard } from '../egress/index.js';
import { isSelfSigned, usualAuthorities } from '../trust/index.js';
import { selfSignedCode } from './certificate-faults.js';
import { guarded } from './guarded.js';
import type { OrchestratorHttpTimeouts } from './options.js';
import { withChain } from './with-chain.js';

/** How many sockets one pool may hold at a time; further requests wait for a free one. */
const maxSockets = 32;

/** What is the same for all pools. */
export interface PoolLimits {
  readonly timeouts: OrchestratorHttpTimeouts;
  readonly maxReplyBytes: number;
  readonly extraCaPem?: string;
  readonly egress: EgressGuard | 'unguarded';
}

/**
 * The pool of sockets to one target: kept alive, bounded, no redirects, every certificate verified against the usual
 * authorities plus those given, and the host name always. It goes only where egress allows.
 */
export function createPool(target: ConnectionTarget, limits: PoolLimits): Pool {
  const { connectMs, headersMs, bodyMs } = limits.timeouts;
  const extra = [limits.extraCaPem, target.caPem].filter((pem) => pem !== undefined);
  const connecting = {
    timeout: connectMs,
    checkServerIdentity: checkIdentity,
    // Made once: reading some 150 root certificates takes tens of milliseconds, too long for every new socket.
    ...(extra.length > 0 && { secureContext: tls.createSecureContext({ ca: [...usualAuthorities(), ...extra] }) }),
  };
  const origin = originOf(target.orchestratorUrl);
  const connect = guarded(origin, limits.egress, (lookup) => withChain(buildConnector({ ...connecting, ...lookup })));
  return new Pool(origin, {
    connections: maxSockets,
    headersTimeout: headersMs,
    bodyTimeout: bodyMs,
    maxResponseSize: limits.maxReplyBytes,
    connect,
  });
}

/** Asked once the chain is trusted. Whoever gives a server's own certificate as an authority does not get around it. */
function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  if (isSelfSigned(new X509Certificate(certificate.raw))) {
    return Object.assign(new Error('The certificate is signed by itself.'), { code: selfSignedCode });
  }
  return tls.checkServerIdentity(host, certificate);
}
