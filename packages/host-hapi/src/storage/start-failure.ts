import { type Failure, failures } from '@cuelight/core';

/** Why the service, or a command, cannot start. */
export interface StartFailure {
  /** What is wrong, one sentence. */
  readonly detail: string;
  /** What to do. */
  readonly remedy: string;
  /** The code of the failure behind it, where there is one. */
  readonly code?: string;
}

/** Tells a failure of the core or of an adapter at start. */
export function startFailureOf(failure: Failure | (StartFailure & { readonly code: string })): StartFailure {
  if ('remedy' in failure) return { code: failure.code, detail: failure.detail, remedy: failure.remedy };
  return { code: failure.code, detail: failure.detail, remedy: failures[failure.code].remedy };
}
