import type { Failure } from '@cuelight/core';
import type { HostProblemCode } from './host-problems.js';

/** Why a request is not answered as asked: a failure of the core, or one of the HTTP surface. */
export type Refusal = Failure | HostRefusal;

/** What the HTTP surface itself refuses. */
export interface HostRefusal {
  readonly code: HostProblemCode;
  /** What is wrong, in one sentence, without any value that was sent. */
  readonly detail: string;
  /** With `invalid-input`: every fault. */
  readonly errors?: readonly InputError[];
  /** How long to wait before trying again. */
  readonly retryAfterMs?: number;
}

/** One fault of the input. */
export interface InputError {
  /** Which field, such as `credential.password`; empty for the body as a whole. */
  readonly path: string;
  readonly message: string;
}
