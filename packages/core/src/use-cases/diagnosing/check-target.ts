import type { ConnectionTarget } from '../../connection/connection.js';
import type { Credential } from '../../credential/credential.js';
import { checksFor } from '../../diagnosis/checks-for.js';
import type { OnFinding } from '../../diagnosis/diagnose.js';
import type { Finding } from '../../diagnosis/finding.js';
import type { CheckId } from '../../diagnosis/questions/questions.js';
import { runChecks } from '../../diagnosis/run-checks.js';
import { succeed } from '../../result.js';
import { makeAsks } from './make-asks.js';
import type { AskPorts } from './subject.js';

/**
 * Checks, without side effects, whether a target can be used with a credential that is not stored yet. What it signed in
 * with is forgotten afterwards. The webhook is not among it: that is made after.
 *
 * @param onFinding told of each check as it is answered
 */
export type CheckTarget = (
  connectionId: string,
  target: ConnectionTarget,
  credential: Credential,
  onFinding?: OnFinding,
) => Promise<Map<CheckId, Finding>>;

/** How long all these checks may take together: with the ping that follows, a person waits less than 20 s. */
const checkWithinMs = 9_000;

/** The checks of a connection that is being made or changed. */
export const connectChecks = checksFor('cannot-connect');

/** Those without side effects. */
const harmlessChecks = connectChecks.filter((id) => id !== 'webhook-subscribed' && id !== 'webhook-delivered');

/** Makes the check. */
export function createCheckTarget(ports: AskPorts): CheckTarget {
  const { sessions, clock } = ports;
  let checks = 0;

  return async (connectionId, target, credential, onFinding) => {
    checks += 1;
    const access = {
      // A name of its own: what is in use of the connection, or tried at the same time, is neither used nor forgotten.
      connectionId: `${connectionId}/check-${checks}`,
      target,
      credentialVersion: 'unstored',
      credential: async () => succeed(credential),
    };
    const findings = await runChecks(harmlessChecks, makeAsks({ access }, ports), {
      ...{ clock, withinMs: checkWithinMs },
      ...(onFinding !== undefined && { onFinding: (id, finding) => onFinding({ id, ...finding }) }),
    });
    // Not waited for: a call that is late would hold up the answer.
    void sessions.forget(access.connectionId);
    return findings;
  };
}
