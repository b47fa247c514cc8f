import type { EgressGuard } from '../egress/index.js';

/** What may be said about how it is looked. */
export interface OrchestratorProbeOptions {
  /** The time of day of this machine, in milliseconds since 1970; what others' clocks are compared with. Default `Date.now`. */
  readonly nowMs?: () => number;
  /** Certificate authorities that every look trusts beside its own and the usual ones, PEM. Default none. */
  readonly extraCaPem?: string;
  /**
   * Which addresses may be called. Default a guard that allows public addresses, RFC 1918 and fc00::/7: not loopback.
   * `unguarded` is for those who guard elsewhere, and for tests.
   */
  readonly egress?: EgressGuard | 'unguarded';
}
