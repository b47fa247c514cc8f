import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';
import { diagnose, summedUp } from './diagnose.js';
import type { Check, Diagnosis, Verdict } from './diagnosis.js';
import { type Finding, faultOf, pass, skip } from './finding.js';
import type { CheckId } from './questions/questions.js';

/** What a browser found when it asked the robot of its computer about a process. A service cannot ask it. */
export interface BrowserPart {
  /** Whether the robot answered. */
  readonly robot: Result<void, Failure>;
  /** Whether it has the process, with its package; `untold` by one too old to say that. Absent when it did not answer. */
  readonly process?: Result<'downloaded' | 'untold', Failure>;
}

/** The checks that only a browser can make. */
const askedInBrowser = ['local-robot-answers', 'local-process-downloaded'] as const satisfies readonly CheckId[];

/** What a service has told of a check; of its wording nothing has to be known. */
interface ToldCheck {
  readonly id: CheckId;
  readonly verdict: Verdict;
}

/**
 * Joins what the browser found into the diagnosis of a service: the checks that only a browser can make are answered anew, the
 * others stay as they are, and verdict and root cause are those of all of them.
 */
export function joinBrowserPart<C extends ToldCheck>(
  { checks }: { readonly checks: readonly C[] },
  part: BrowserPart,
): Pick<Diagnosis, 'verdict' | 'rootCause'> & { readonly checks: readonly (C | Check)[] } {
  const answered = new Map<CheckId, Check>(
    diagnose(findingsOf(part), askedInBrowser).checks.map((check) => [check.id, check]),
  );
  return summedUp<C | Check>(checks.map((check) => answered.get(check.id) ?? check));
}

function findingsOf({ robot, process }: BrowserPart): Map<CheckId, Finding> {
  const findings = new Map<CheckId, Finding>();
  findings.set('local-robot-answers', robot.ok ? pass('The robot of this computer answers.') : faultOf(robot.failure));
  if (process !== undefined) findings.set('local-process-downloaded', findingOf(process));
  return findings;
}

function findingOf(process: Result<'downloaded' | 'untold', Failure>): Finding {
  if (!process.ok) return faultOf(process.failure);
  return process.value === 'downloaded'
    ? pass('The robot of this computer has the process and its package.')
    : skip('The robot has the process, and is too old to tell whether its package is there: a start gets it.');
}
