import type { Clock } from '../ports/clock.js';
import { within } from '../time/within.js';
import { type Finding, fault, warning } from './finding.js';
import type { Question } from './questions/question.js';
import { type CheckId, questions } from './questions/questions.js';

/** How each question is answered. It may ask others things at the same time; whatever goes wrong there is its finding. */
export type Asks = Readonly<Record<CheckId, () => Promise<Finding>>>;

/** How a run of checks goes. */
export interface RunOptions {
  readonly clock: Clock;
  /** How long all of them may take together. What is not answered by then is too slow, what is not asked stays so. */
  readonly withinMs: number;
  /** Told of each finding as it comes, in the order of the answers. */
  readonly onFinding?: (id: CheckId, finding: Finding) => void;
}

/**
 * Makes the checks that are asked for, each as soon as those it depends on are answered, as many at once as that allows.
 * A check is not asked when one that it depends on failed, or was itself not asked.
 *
 * @returns the findings; without those of the checks that were not asked
 */
export async function runChecks(
  asked: readonly CheckId[],
  asks: Asks,
  { clock, withinMs, onFinding = () => {} }: RunOptions,
): Promise<Map<CheckId, Finding>> {
  const findings = new Map<CheckId, Finding>();
  const untilMs = clock.nowMs() + withinMs;
  const answers = new Map<CheckId, Promise<Finding | undefined>>();

  const answer = async (question: Question & { readonly id: CheckId }): Promise<Finding | undefined> => {
    const before = await Promise.all(question.dependsOn.map((id) => answers.get(id as CheckId)));
    const isBlocked = question.dependsOn.some((id, index) => {
      const isAsked = asked.includes(id as CheckId);
      return isAsked && (before[index] === undefined || before[index].verdict === 'fail');
    });
    const leftMs = Math.min(question.withinMs, untilMs - clock.nowMs());
    if (isBlocked) return undefined;
    const found = leftMs <= 0 ? 'late' : await within(clock, leftMs, asks[question.id]());
    const finding = weighed(found === 'late' ? tooSlow(Math.max(leftMs, 0), question) : found, question);
    findings.set(question.id, finding);
    onFinding(question.id, finding);
    return finding;
  };

  for (const question of questions) if (asked.includes(question.id)) answers.set(question.id, answer(question));
  await Promise.all(answers.values());
  return findings;
}

function weighed(finding: Finding, { isAdvisory }: Question): Finding {
  return isAdvisory === true && finding.verdict === 'fail' && finding.cause !== undefined
    ? warning(finding.cause, finding.evidence)
    : finding;
}

function tooSlow(waitedMs: number, { lateCause = 'orchestrator-timeout' }: Question): Finding {
  return waitedMs === 0
    ? warning('orchestrator-timeout', 'There was no time left to ask: the checks before took all of it.')
    : fault(lateCause, `No answer came within ${Math.round(waitedMs / 100) / 10} s.`);
}
