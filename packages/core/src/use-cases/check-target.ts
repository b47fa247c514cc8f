import type { ConnectionTarget } from '../connection/connection.js';
import type { Credential } from '../credential/credential.js';
import { type Finding, pass } from '../diagnosis/diagnose.js';
import type { CheckId } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';
import { failures } from '../failure/failures.js';
import type { Clock } from '../ports/clock.js';
import type { OrchestratorAccess, OrchestratorSessions } from '../ports/orchestrator.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import { fail, type Result, succeed } from '../result.js';
import { within } from '../time/within.js';

/**
 * Checks, without side effects, whether a target can be used with a credential that is not stored yet: does it answer,
 * is its certificate trusted, is the credential accepted, may it list folders and processes. What it signed in with is
 * forgotten afterwards.
 */
export type CheckTarget = (
  connectionId: string,
  target: ConnectionTarget,
  credential: Credential,
) => Promise<Map<CheckId, Finding>>;

/** What checking needs. */
export interface CheckTargetPorts {
  readonly clock: Clock;
  readonly sessions: OrchestratorSessions;
  readonly directory: OrchestratorDirectory;
}

/** How long all these calls may take together: with the ping that follows, a person waits less than 20 s. */
const checkWithinMs = 8_000;

/** Makes the check. */
export function createCheckTarget({ sessions, directory, clock }: CheckTargetPorts): CheckTarget {
  let checks = 0;

  return async (connectionId, target, credential) => {
    checks += 1;
    const access: OrchestratorAccess = {
      // A name of its own: what is in use of the connection, or tried at the same time, is neither used nor forgotten.
      connectionId: `${connectionId}/check-${checks}`,
      target,
      credentialVersion: 'unstored',
      credential: async () => succeed(credential),
    };
    const findings = new Map<CheckId, Finding>();
    const untilMs = clock.nowMs() + checkWithinMs;
    const inTime: InTime = async (call) => {
      const answer = await within(clock, untilMs - clock.nowMs(), call);
      return answer === 'late' ? fail(tooSlow) : answer;
    };
    const signedIn = await inTime(sessions.signIn(access));
    if (signedIn.ok) {
      findings.set('orchestrator-answers', pass(`It answers with API version ${signedIn.value.apiVersion}.`));
      findings.set('certificate-trusted', pass(certificateEvidence(target)));
      findings.set('credentials-accepted', pass(`Signed in to tenant "${target.tenant}".`));
      await checkListing(access, directory, findings, inTime);
    } else {
      explainSignIn(signedIn.failure, findings);
    }
    // Not waited for: a call that is late would hold up the answer.
    void sessions.forget(access.connectionId);
    return findings;
  };
}

type InTime = <T>(call: Promise<Result<T, Failure>>) => Promise<Result<T, Failure>>;

const tooSlow: Failure = {
  code: 'orchestrator-timeout',
  detail: `Orchestrator took more than ${checkWithinMs / 1_000} s to answer the checks.`,
};

async function checkListing(
  access: OrchestratorAccess,
  directory: OrchestratorDirectory,
  findings: Map<CheckId, Finding>,
  inTime: InTime,
): Promise<void> {
  const folders = await inTime(directory.listFolders(access, { skip: 0, take: 1 }));
  if (!folders.ok) {
    findings.set('folders-listed', failed(folders.failure));
    return;
  }
  const [folder] = folders.value.items;
  if (folder === undefined) {
    findings.set('folders-listed', {
      verdict: 'warn',
      evidence: 'The list of folders is empty.',
      remedy: 'An Orchestrator administrator assigns this user to the folders whose processes are to be used.',
    });
    return;
  }
  findings.set('folders-listed', pass(`Folder "${folder.path}" can be seen.`));
  const processes = await inTime(directory.listProcesses(access, folder, { skip: 0, take: 1 }));
  // The user may well be allowed in other folders: this is worth a warning, and no reason to refuse the connection.
  findings.set(
    'processes-listed',
    processes.ok
      ? pass(`The processes of folder "${folder.path}" can be listed.`)
      : { ...failed(processes.failure), verdict: 'warn' },
  );
}

/** Which question a failed sign-in answers: the ones before it passed. */
function explainSignIn(failure: Failure, findings: Map<CheckId, Finding>): void {
  if (failure.code === 'certificate-untrusted' || failure.code === 'self-signed-not-supported') {
    findings.set('orchestrator-answers', pass('Something answers at this address and port.'));
    findings.set('certificate-trusted', failed(failure));
  } else if (failure.code === 'credentials-refused' || failure.code === 'orchestrator-forbidden') {
    findings.set('orchestrator-answers', pass('An Orchestrator answers.'));
    findings.set('certificate-trusted', pass('Its certificate was accepted.'));
    findings.set('credentials-accepted', failed(failure));
  } else {
    findings.set('orchestrator-answers', failed(failure));
  }
}

function certificateEvidence(target: ConnectionTarget): string {
  return target.orchestratorUrl.startsWith('https:')
    ? 'Its certificate is trusted, and names this host.'
    : 'Plain http to this machine itself: no certificate is involved.';
}

function failed(failure: Failure): Finding {
  return { verdict: 'fail', evidence: failure.detail, remedy: failures[failure.code].remedy };
}
