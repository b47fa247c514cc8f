import type { Finding } from '../../diagnosis/finding.js';
import type { CheckId } from '../../diagnosis/questions/questions.js';
import { type RunOptions, runChecks } from '../../diagnosis/run-checks.js';
import { createCancellation } from '../../time/cancellation.js';
import { makeAsks } from './make-asks.js';
import type { AskPorts, Subject } from './subject.js';

/** Makes checks of a connection that there is. What is too late for them is given up at their end. */
export type RunOnSubject = (
  asked: readonly CheckId[],
  subject: Subject,
  onFinding: RunOptions['onFinding'],
) => Promise<Map<CheckId, Finding>>;

/** How long all checks may take together. */
const checkWithinMs = 18_000;

/** Makes what makes them; checks of one connection that run at the same time share a session. */
export function createRunOnSubject(ports: AskPorts): RunOnSubject {
  const { clock, sessions } = ports;
  /** How many use each session now. */
  const users = new Map<string, number>();

  return async (asked, subject, onFinding) => {
    const name = subject.access.connectionId;
    const late = createCancellation();
    const access = { ...subject.access, signal: late.signal };
    users.set(name, (users.get(name) ?? 0) + 1);
    const findings = await runChecks(asked, makeAsks({ ...subject, access }, ports), {
      clock,
      withinMs: checkWithinMs,
      ...(onFinding !== undefined && { onFinding }),
    }).finally(() => {
      late.cancel();
      const left = (users.get(name) ?? 1) - 1;
      if (left === 0) users.delete(name);
      else users.set(name, left);
    });
    // It is kept when the sign-in was refused: then nobody locks the user by asking again and again. Who else is in the
    // middle of it forgets it at the end.
    if (findings.get('credentials-accepted')?.verdict === 'pass' && !users.has(name)) void sessions.forget(name);
    return findings;
  };
}
