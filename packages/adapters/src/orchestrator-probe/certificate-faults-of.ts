import type { X509Certificate } from 'node:crypto';
import tls, { type PeerCertificate } from 'node:tls';
import type { CertificateFault, CertificateFaultReason } from '@cuelight/core';
import { isSelfSigned, longestChain } from '../trust/index.js';
import { faultOrder, faultReasonOf } from './fault-reason.js';
import type { TrustedAuthorities } from './trusted-authorities.js';

/** Certificates that were not accepted, and by what they were judged. */
export interface Refused {
  /** Of Node's error: one fault, however many there are. */
  readonly code: string;
  /** The server's own certificate, as its socket tells it. */
  readonly leaf: PeerCertificate;
  /** As {@link presentedChain} answers it. */
  readonly chain: readonly X509Certificate[];
  /** The name or address that was called. */
  readonly host: string;
  readonly nowMs: number;
  readonly trusted: TrustedAuthorities;
}

/**
 * Everything that is wrong with certificates that were not accepted, in the order of {@link faultOrder} and of the chain.
 * OpenSSL tells one fault of several, so they are looked at as well.
 */
export function certificateFaultsOf(refused: Refused): readonly CertificateFault[] {
  const found = [...vouchingFaults(refused), ...dateFaults(refused), ...hostFaults(refused)];
  const { code } = refused;
  const told = faultReasonOf(code);
  const index = found.findIndex(({ why }) => isSame(why, told));
  const coded = found.map((fault, place) => (place === index ? { ...fault, code } : fault));
  const all = index < 0 ? [...coded, { why: told, code }] : coded;
  return all.toSorted((one, other) => faultOrder.indexOf(one.why) - faultOrder.indexOf(other.why));
}

/** Which of the two it is that nobody vouches for a chain, its length tells, not the code. */
function isSame(why: CertificateFaultReason, told: CertificateFaultReason): boolean {
  return why === told || (isVouching(why) && isVouching(told));
}

function isVouching(why: CertificateFaultReason): boolean {
  return why === 'self-signed' || why === 'authority-unknown' || why === 'intermediate-missing';
}

function vouchingFaults({ code, chain, trusted }: Refused): readonly CertificateFault[] {
  const [leaf] = chain;
  if (leaf === undefined) return [];
  if (isSelfSigned(leaf)) return [{ why: 'self-signed', at: 0 }];
  // What is above a chain that was cut short is not known; then only OpenSSL tells.
  const isVouchedFor = chain.length >= longestChain || trusted.endsAtOne(chain);
  if (isVouchedFor && !isVouching(faultReasonOf(code))) return [];
  return [
    chain.length === 1 ? { why: 'intermediate-missing', at: 0 } : { why: 'authority-unknown', at: chain.length - 1 },
  ];
}

function dateFaults({ chain, nowMs }: Refused): readonly CertificateFault[] {
  return chain.flatMap<CertificateFault>(({ validFrom, validTo }, at) => {
    if (Date.parse(validTo) < nowMs) return [{ why: 'expired', at }];
    return Date.parse(validFrom) > nowMs ? [{ why: 'not-yet-valid', at }] : [];
  });
}

function hostFaults({ host, leaf }: Refused): readonly CertificateFault[] {
  return isFor(host, leaf) ? [] : [{ why: 'other-host', at: 0 }];
}

function isFor(host: string, leaf: PeerCertificate): boolean {
  try {
    return tls.checkServerIdentity(host, leaf) === undefined;
  } catch {
    // Names that Node cannot take apart are those of no host.
    return false;
  }
}
