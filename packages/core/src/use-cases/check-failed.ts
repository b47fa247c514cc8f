import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Failure } from '../failure/failure.js';

/** The failure of a target that did not pass its checks: its cause in words, and the whole diagnosis. */
export function checkFailed(diagnosis: Diagnosis): Failure {
  const cause = diagnosis.checks.find(({ id }) => id === diagnosis.rootCause);
  return { code: 'check-failed', detail: cause?.evidence ?? 'A check of the connection failed.', diagnosis };
}
