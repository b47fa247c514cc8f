import type { Check, Diagnosis, Verdict } from './diagnosis.js';
import { type Finding, personFor, remedyOf, wordsFor } from './finding.js';
import { type CheckId, questions } from './questions/questions.js';

/** The finding of one check. */
export interface FoundCheck extends Finding {
  readonly id: CheckId;
}

/** Told of each check as it is answered, in the order of the answers. It must not throw. */
export type OnFinding = (check: FoundCheck) => void;

/** A check that was found, as a diagnosis shows it. */
export function foundCheck({ id, ...finding }: FoundCheck): Check {
  return checkOf(questionOf(id), new Map([[id, finding]]));
}

/**
 * Brings findings together. Since causes come before their consequences, the first failure (else the first warning) is the
 * root cause.
 *
 * @param asked the checks that were to be made; those without a finding were not asked
 */
export function diagnose(findings: ReadonlyMap<CheckId, Finding>, asked: readonly CheckId[]): Diagnosis {
  return summedUp(questions.filter(({ id }) => asked.includes(id)).map((question) => checkOf(question, findings)));
}

/** What checks, in the order of causes, come to. */
export function summedUp<C extends { readonly id: CheckId; readonly verdict: Verdict }>(
  checks: readonly C[],
): Pick<Diagnosis, 'verdict' | 'rootCause'> & { readonly checks: readonly C[] } {
  const cause = checks.find(({ verdict }) => verdict === 'fail') ?? checks.find(({ verdict }) => verdict === 'warn');
  const verdict = cause?.verdict === 'fail' || cause?.verdict === 'warn' ? cause.verdict : 'pass';
  return { verdict, ...(cause !== undefined && { rootCause: cause.id }), checks };
}

function checkOf(
  { id, question, dependsOn }: (typeof questions)[number],
  findings: ReadonlyMap<CheckId, Finding>,
): Check {
  const { verdict, evidence, cause } = findings.get(id) ?? { verdict: 'skipped', evidence: notAsked(id, findings) };
  const who = cause && personFor(cause);
  return {
    id,
    question,
    verdict,
    evidence: shortened(wordsFor(cause, evidence)),
    remedy: cause === undefined ? '' : remedyOf(cause),
    dependsOn,
    ...(cause !== undefined && { cause }),
    ...(who !== undefined && { who }),
  };
}

function questionOf(id: CheckId): (typeof questions)[number] {
  const question = questions.find((one) => one.id === id);
  if (question === undefined) throw new Error(`there is no question ${id}`);
  return question;
}

/** Names of folders, processes and users are told, which an Orchestrator may give any length. In characters. */
const longestEvidence = 2_000;

/** Never cut in the middle of a character. */
function shortened(text: string): string {
  return text.length <= longestEvidence ? text : `${text.slice(0, longestEvidence).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/** The nearest cause: what failed, however many checks lie between. */
function notAsked(id: CheckId, findings: ReadonlyMap<CheckId, Finding>): string {
  const failed = causesBefore(id).find((other) => findings.get(other)?.verdict === 'fail');
  return failed === undefined ? 'Not asked.' : `Not asked, because "${failed}" failed.`;
}

/** What a check depends on, directly or not, in the order of causes. */
function causesBefore(id: CheckId): readonly CheckId[] {
  const before = new Set<CheckId>();
  const add = (one: CheckId) => {
    for (const other of questions.find((question) => question.id === one)?.dependsOn ?? []) {
      before.add(other);
      add(other);
    }
  };
  add(id);
  return questions.map((question) => question.id).filter((other) => before.has(other));
}
