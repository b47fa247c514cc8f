import type { FailureCode } from '@cuelight/core';

/**
 * The HTTP status of every failure, by its cause: our caller's input 4xx; Orchestrator unreachable or its reply
 * unusable 502, too slow 504, throttled or away 503; refused by Orchestrator 409 or 422; our own storage 503.
 */
export const statusOf: Readonly<Record<FailureCode, number>> = {
  'orchestrator-url-refused': 400,
  'origin-needs-admin': 403,
  'not-a-ca-certificate': 422,
  'orchestrator-unreachable': 502,
  'certificate-untrusted': 502,
  'orchestrator-timeout': 504,
  'orchestrator-reply-unusable': 502,
  'orchestrator-throttled': 503,
  'orchestrator-unavailable': 503,
  'credentials-refused': 409,
  'orchestrator-forbidden': 409,
  'folder-not-accessible': 409,
  'orchestrator-refused': 422,
  'connection-not-found': 404,
  'connection-not-usable': 409,
  'connection-in-use': 409,
  'check-failed': 422,
  'app-not-found': 404,
  'key-not-found': 404,
  'process-not-found': 404,
  'release-not-found': 409,
  'process-version-changed': 409,
  'runs-locally': 409,
  'job-not-found': 404,
  'input-too-large': 422,
  'idempotency-key-reused': 422,
  'start-in-progress': 409,
  'start-outcome-unknown': 504,
  'too-many-watches': 503,
  'changed-meanwhile': 409,
  'storage-unavailable': 503,
  'secret-unavailable': 503,
  'secret-missing': 503,
  'secret-unreadable': 503,
  'master-key-missing': 503,
};
