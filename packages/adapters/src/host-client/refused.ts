import type { Failure } from '@cuelight/core';

/** Why an exchange with the service did not bring what was asked for, and what that means for another try. */
export interface Refused {
  readonly failure: Failure;
  /** The same request may well succeed a moment later. */
  readonly isPassing: boolean;
  /** The service may have done what was asked. */
  readonly isUncertain: boolean;
}
