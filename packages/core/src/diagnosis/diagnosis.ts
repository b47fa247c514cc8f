/** What a check found. `skipped` when a check it depends on failed. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'skipped';

/** One question, answered with evidence. */
export interface Check {
  /** Stable; to be relied on by programs. */
  readonly id: CheckId;
  /** The question in plain words. */
  readonly question: string;
  readonly verdict: Verdict;
  /** What was seen. Never a secret, never process data. */
  readonly evidence: string;
  /** What to do, and by whom; empty when nothing is to be done. */
  readonly remedy: string;
  /** The checks that must pass before this one can be asked. */
  readonly dependsOn: readonly CheckId[];
}

/** The outcome of the checks. */
export interface Diagnosis {
  /** The worst verdict of all checks: `fail`, else `warn`, else `pass`. */
  readonly verdict: 'pass' | 'warn' | 'fail';
  /** The check at the root: the first that failed, else the first that warns. */
  readonly rootCause?: CheckId;
  readonly checks: readonly Check[];
}

/** The checks made when a connection is made, in the order they are asked. */
export type CheckId =
  | 'orchestrator-answers'
  | 'certificate-trusted'
  | 'credentials-accepted'
  | 'folders-listed'
  | 'processes-listed'
  | 'webhook-subscribed'
  | 'webhook-delivered';
