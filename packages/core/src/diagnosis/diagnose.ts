import type { Failure } from '../failure/failure.js';
import { failures } from '../failure/failures.js';
import type { Check, CheckId, Diagnosis, Verdict } from './diagnosis.js';
import { questions } from './questions.js';

/** What one check found. */
export interface Finding {
  readonly verdict: Exclude<Verdict, 'skipped'>;
  readonly evidence: string;
  readonly remedy?: string;
}

/** A check that went well. */
export function pass(evidence: string): Finding {
  return { verdict: 'pass', evidence };
}

/** What a failure means for a check without which things go on: a warning. */
export function warning(failure: Failure): Finding {
  return { verdict: 'warn', evidence: failure.detail, remedy: failures[failure.code].remedy };
}

/**
 * Brings findings together: a check without a finding is `skipped`, with the check it waited for as the reason, and the
 * first failure (else the first warning) is the root cause.
 */
export function diagnose(findings: ReadonlyMap<CheckId, Finding>): Diagnosis {
  const checks = questions.map((asked): Check => {
    const finding = findings.get(asked.id);
    return {
      ...asked,
      verdict: finding?.verdict ?? 'skipped',
      evidence: finding?.evidence ?? notAsked(asked.dependsOn, findings),
      remedy: finding?.remedy ?? '',
    };
  });
  const cause = checks.find(({ verdict }) => verdict === 'fail') ?? checks.find(({ verdict }) => verdict === 'warn');
  const verdict = cause?.verdict === 'fail' || cause?.verdict === 'warn' ? cause.verdict : 'pass';
  return { verdict, ...(cause !== undefined && { rootCause: cause.id }), checks };
}

function notAsked(dependsOn: readonly CheckId[], findings: ReadonlyMap<CheckId, Finding>): string {
  const blocking = dependsOn.find((id) => findings.get(id)?.verdict !== 'pass');
  return blocking === undefined ? 'Not asked.' : `Not asked, because "${blocking}" did not pass.`;
}
