import type { CancelSignal } from './orchestrator.js';

/**
 * Looks at the way to an address, step by step, as one who has no credential: it is never sent one. Whatever is at the
 * other end, a look takes bounded time and memory.
 */
export interface OrchestratorProbe {
  /**
   * Goes as far as it can, in at most {@link LookOptions.withinMs}. Never fails: how far it came is the answer. The
   * certificates are always verified; nothing is sent to a server whose certificate is not accepted.
   */
  look(url: string, options: LookOptions): Promise<Sighting>;
  /**
   * Goes as far as the handshake of TLS, and closes: nothing is sent over it, whether its certificates are accepted or not.
   * Never fails.
   */
  handshake(url: string, options: LookOptions): Promise<Handshake>;
}

/** How to look. */
export interface LookOptions {
  /** Certificate authorities to trust beside the usual ones, PEM. */
  readonly caPem?: string;
  readonly withinMs: number;
  readonly signal?: CancelSignal;
}

/** What was seen; what the look did not come to is absent. */
export interface Sighting {
  /** Where the look ended before an answer had arrived whole. */
  readonly stop?: Stop;
  /** The addresses the name resolves to, those that may not be called included; at most sixteen. */
  readonly addresses: readonly string[];
  /** Our own addresses that calls to it leave from, as far as this machine knows: behind it others may take their place. */
  readonly from: readonly string[];
  /** The two ends of the connection, as seen from here. */
  readonly connection?: { readonly from: string; readonly to: string };
  /**
   * The certificates that were presented, the server's own first, up to the authority of ours that vouches for them, if
   * one does; at most eight. Each text is short and safe to print.
   */
  readonly presented: readonly SeenCertificate[];
  /** What is wrong with them, each thing once; empty when they were accepted, or none was presented. */
  readonly certificateFaults: readonly CertificateFault[];
  /** Beside a stop: what its beginning told, before the rest stayed away. */
  readonly reply?: SeenReply;
}

/**
 * Why a look ended. Its `code` is the system's own, such as `ECONNREFUSED`, and absent where the time was over; it never
 * quotes what the other side sent.
 */
export interface Stop {
  readonly why: StopReason;
  readonly code?: string;
  /** With `egress-refused`: what kind of address it is, after "its address ". */
  readonly detail?: string;
}

/** By the steps of a look: finding the name, making the connection, TLS, HTTP. */
export type StopReason =
  // The name.
  | 'name-unknown'
  | 'name-server-silent'
  | 'egress-refused'
  // The connection.
  | 'no-route'
  | 'no-answer'
  | 'port-closed'
  | 'connection-cut'
  // TLS.
  | 'not-tls'
  | 'tls-silent'
  | 'tls-cut'
  | 'tls-refused'
  | 'certificate-refused'
  // HTTP.
  | 'http-silent'
  | 'http-cut'
  | 'not-http'
  | 'reply-too-long'
  | 'reply-cut'
  // Nothing of all that, or given up by its signal (code `CUELIGHT_CALL_CANCELLED`).
  | 'failed';

/** A certificate that was presented. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256, as OpenSSL and browsers show it: `AB:CD:...`. */
  readonly fingerprint: string;
  /** Days such as `2026-11-23`; `unknown` where they cannot be read. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly isSelfSigned: boolean;
  readonly isCa: boolean;
}

/** What a handshake showed. Without a stop, the certificates were accepted. */
export interface Handshake extends Omit<Sighting, 'presented' | 'reply'> {
  readonly presented: readonly PresentedCertificate[];
}

/** A certificate that was presented, whole. */
export interface PresentedCertificate extends SeenCertificate {
  readonly pem: string;
}

/** What is wrong with the certificates. */
export interface CertificateFault {
  readonly why: CertificateFaultReason;
  /** The place in {@link Sighting.presented} of the certificate at fault. */
  readonly at?: number;
  /** Node's own, such as `CERT_HAS_EXPIRED`, where it named the fault. */
  readonly code?: string;
}

/**
 * `intermediate-missing`: the server presents its own certificate alone, and who signed it is not trusted; whether that is
 * an authority in between or one at the top, nobody but the server can tell. `authority-unknown`: others came with it, and
 * the last of them leads to nobody who is trusted. `unacceptable` is everything that has no word of its own here: its code
 * tells.
 */
export type CertificateFaultReason =
  | 'self-signed'
  | 'authority-unknown'
  | 'intermediate-missing'
  | 'expired'
  | 'not-yet-valid'
  | 'other-host'
  | 'revoked'
  | 'unacceptable';

/** Who answered. */
export interface SeenReply {
  readonly status: number;
  readonly from: Answerer;
  /**
   * The highest API version it says it supports, such as 17. Beside `web-page` it means an Orchestrator that answers what
   * it does not know: the address is right but for its path.
   */
  readonly apiVersion?: number;
  /** How far its clock, by the header `Date`, is ahead of ours, in milliseconds; absent where it tells no time. */
  readonly clockAheadMs?: number;
  /** Where it sends us instead: origin and path, short and safe to print. Never followed. */
  readonly redirectsTo?: string;
}

/**
 * `identity-server` is the one of UiPath; `proxy` asks to sign in to a proxy (407); `web-page` answers HTML; `other` is
 * anything else that speaks HTTP.
 */
export type Answerer = 'orchestrator' | 'identity-server' | 'proxy' | 'web-page' | 'other';
