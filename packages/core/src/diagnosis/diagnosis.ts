import type { Person } from './causes/cause-doc.js';
import type { Cause } from './causes/causes.js';
import type { CheckId } from './questions/questions.js';

/** What a check found. `skipped` when it could not be asked, or does not apply; `evidence` says why. */
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
  /** The checks that must not fail before this one can be asked. */
  readonly dependsOn: readonly CheckId[];
  /** With `fail` and `warn`: which of the things that can be wrong it is. Stable. */
  readonly cause?: Cause;
  /** With `fail` and `warn`: who can do something about it. */
  readonly who?: Person;
}

/** The outcome of the checks. */
export interface Diagnosis {
  /** The worst verdict of all checks: `fail`, else `warn`, else `pass`. */
  readonly verdict: 'pass' | 'warn' | 'fail';
  /** The check at the root: the first that failed, else the first that warns. */
  readonly rootCause?: CheckId;
  readonly checks: readonly Check[];
}
