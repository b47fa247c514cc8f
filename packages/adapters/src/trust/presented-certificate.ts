import { X509Certificate } from 'node:crypto';
import { printable } from './printable.js';

/** What may be told of a certificate that somebody presented; every text is short, and safe to print. */
export interface PresentedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 of the certificate, as OpenSSL and browsers show it: `AB:CD:...`. */
  readonly fingerprint: string;
  /** The days between which it is valid, such as `2026-11-23`; `unknown` where they cannot be read. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** A chain of any length is followed so far. */
export const longestChain = 8;

/**
 * The certificates of a handshake, the server's own first. Each is there once, however they point at each other.
 *
 * @param leaf as a socket tells it in detail: with those that were presented beside it behind `issuerCertificate`
 */
export function presentedChain(leaf: Presented): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let next: Presented | undefined = leaf; next?.raw !== undefined; next = next.issuerCertificate) {
    const certificate = new X509Certificate(next.raw);
    if (chain.length >= longestChain || chain.some((one) => one.fingerprint256 === certificate.fingerprint256)) break;
    chain.push(certificate);
  }
  return chain;
}

/** As Node's `getPeerCertificate(true)` answers it; empty where there is none. A root points at itself. */
export interface Presented {
  readonly raw?: Buffer;
  readonly issuerCertificate?: Presented;
}

/** Whether nobody but itself vouches for a certificate. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) || (isNamedAsIssuer(certificate) && isSignedByOwnKey(certificate));
}

/** Unlike `checkIssued`, which denies it to a certificate that may not sign others, as installers make them. */
function isNamedAsIssuer({ subject, issuer }: X509Certificate): boolean {
  return subject === issuer;
}

function isSignedByOwnKey(certificate: X509Certificate): boolean {
  try {
    return certificate.verify(certificate.publicKey);
  } catch {
    // A key of a kind that is not known here has signed nothing that could be verified.
    return false;
  }
}

/** Describes a certificate. Whatever is in it, that takes bounded time, and the texts are short. */
export function describeCertificate(certificate: X509Certificate): PresentedCertificate {
  return {
    subject: nameOf(certificate, 'subject'),
    issuer: nameOf(certificate, 'issuer'),
    fingerprint: certificate.fingerprint256,
    validFrom: dayOf(certificate.validFrom),
    validTo: dayOf(certificate.validTo),
  };
}

/** Whose it is, or who signed it, on one line. */
export function nameOf(certificate: X509Certificate, whose: 'subject' | 'issuer'): string {
  // For an empty name Node answers undefined, though its types say text.
  const text: string | undefined = certificate[whose];
  return text === undefined || text === '' ? 'without a name' : printable(text);
}

function dayOf(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? 'unknown' : new Date(ms).toISOString().replace(/T.*/, '');
}
