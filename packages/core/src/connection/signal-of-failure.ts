import type { FailureCode } from '../failure/failures.js';
import type { ConnectionSignal } from './connection-lifecycle.js';

/**
 * What the failure of a call to Orchestrator says of the connection: a refusal that only an Orchestrator can give that
 * was reached and let us in is an answer like any other. Undefined where it says nothing: being asked for fewer
 * requests, a call that was given up, a fault of our own storage, or a code that no call to Orchestrator answers.
 */
export const signalOfFailure: Readonly<Record<FailureCode, ConnectionSignal | undefined>> = {
  'orchestrator-forbidden': 'call-answered',
  'folder-not-accessible': 'call-answered',
  'folder-ambiguous': 'call-answered',
  'orchestrator-refused': 'call-answered',
  'release-not-found': 'call-answered',
  'needs-local-robot': 'call-answered',
  'no-capacity': 'call-answered',
  'no-unattended-robot': 'call-answered',
  'no-machine': 'call-answered',

  'credentials-refused': 'credential-refused',

  'orchestrator-unreachable': 'not-reached',
  'egress-refused': 'not-reached',
  'certificate-untrusted': 'not-reached',
  'self-signed-not-supported': 'not-reached',
  'orchestrator-timeout': 'not-reached',
  'orchestrator-unavailable': 'not-reached',
  'orchestrator-reply-unusable': 'not-reached',

  'orchestrator-throttled': undefined,
  'call-cancelled': undefined,

  'audit-log-damaged': undefined,
  'storage-unavailable': undefined,
  'secret-unavailable': undefined,
  'secret-missing': undefined,
  'secret-unreadable': undefined,
  'secret-damaged': undefined,
  'secret-misplaced': undefined,
  'master-key-missing': undefined,
  'master-key-differs': undefined,
  'host-lacks-master-key': undefined,
  'host-lacks-backend': undefined,

  'orchestrator-url-refused': undefined,
  'origin-needs-admin': undefined,
  'identity-url-refused': undefined,
  'identity-needs-admin': undefined,
  'target-needs-admin': undefined,
  'environment-needs-admin': undefined,
  'credential-required-with-new-target': undefined,
  'not-a-ca-certificate': undefined,
  'connection-not-found': undefined,
  'connection-unreadable': undefined,
  'connection-not-usable': undefined,
  'connection-in-use': undefined,
  'webhook-missing': undefined,
  'webhook-secret-changing': undefined,
  'check-failed': undefined,
  'not-diagnosed': undefined,
  'app-not-found': undefined,
  'key-not-found': undefined,
  'process-not-found': undefined,
  'process-version-changed': undefined,
  'runs-locally': undefined,
  'job-not-found': undefined,
  'input-too-large': undefined,
  'idempotency-key-reused': undefined,
  'start-in-progress': undefined,
  'start-outcome-unknown': undefined,
  'too-many-watches': undefined,
  'changed-meanwhile': undefined,
  'token-unavailable': undefined,
  'service-unreachable': undefined,
  'service-answer-unusable': undefined,
  'service-refused': undefined,
};
