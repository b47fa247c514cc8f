import type { Failure } from '../failure/failure.js';
import { failures } from '../failure/failures.js';
import type { Person } from './causes/cause-doc.js';
import { type Cause, type CauseId, causes } from './causes/causes.js';
import type { Verdict } from './diagnosis.js';

/** What one check found. */
export interface Finding {
  readonly verdict: Verdict;
  readonly evidence: string;
  /** With `fail` and `warn`. */
  readonly cause?: Cause;
}

/** A check that went well. */
export function pass(evidence: string): Finding {
  return { verdict: 'pass', evidence };
}

/** A check that does not apply, or of which nothing can be told; it keeps no other from being asked. */
export function skip(why: string): Finding {
  return { verdict: 'skipped', evidence: why };
}

/** A check that found something wrong. */
export function fault(cause: Cause, evidence: string): Finding {
  return { verdict: 'fail', cause, evidence };
}

/** A check that found something without which things go on. */
export function warning(cause: Cause, evidence: string): Finding {
  return { verdict: 'warn', cause, evidence };
}

/** A check that found what a failure tells: its finer cause where it has one, else its code. */
export function faultOf(failure: Failure): Finding {
  return fault(failure.cause ?? failure.code, failure.detail);
}

/** The same, where things go on without it. */
export function warningOf(failure: Failure): Finding {
  return warning(failure.cause ?? failure.code, failure.detail);
}

/** What to do about a cause. */
export function remedyOf(cause: Cause): string {
  return isOwn(cause) ? causes[cause].remedy : failures[cause].remedy;
}

/** What is wrong, and what shows it: each cause has wording of its own. */
export function wordsFor(cause: Cause | undefined, evidence: string): string {
  return cause !== undefined && isOwn(cause) ? `${causes[cause].meaning} ${evidence}` : evidence;
}

/** Who can do something about a cause; undefined where that depends. */
export function personFor(cause: Cause): Person | undefined {
  return isOwn(cause) ? causes[cause].who : undefined;
}

/** The words of the check are more to the point than those of a failure with the same name. */
function isOwn(cause: Cause): cause is CauseId {
  return Object.hasOwn(causes, cause);
}
