import type { CauseId } from '../diagnosis/causes/causes.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { FailureCode } from './failures.js';

/**
 * Why something did not work, for a caller that can act on it. It never holds a secret, process data, or a message of
 * Orchestrator's; names of folders, keys and versions it may.
 */
export interface Failure {
  readonly code: FailureCode;
  /** What failed, on what: one sentence. */
  readonly detail: string;
  /** When to try again, in milliseconds; only where trying again makes sense. */
  readonly retryAfterMs?: number;
  /** What Orchestrator answered, where it did. */
  readonly reply?: OrchestratorReply;
  /** Whether Orchestrator may have done what was asked, although no good answer came. Absent means it did not. */
  readonly mayHaveHappened?: boolean;
  /** What exactly is wrong, where that is known more finely than by the code. */
  readonly cause?: CauseId;
  /** Of what a diagnosis was begun because of this: it is there within 20 s. */
  readonly diagnosed?: { readonly connectionId: string; readonly processId: string };
  /** With `check-failed`: the checks, and which of them is the cause. */
  readonly diagnosis?: Diagnosis;
  /** What a Cuelight service answered, where this is told by one that calls it. */
  readonly problem?: ServiceProblem;
}

/** The parts of a service's problem (RFC 9457) that its caller's own failure does not have. */
export interface ServiceProblem {
  readonly status: number;
  /** As the service wrote it, also where this version does not know it. */
  readonly code: string;
  readonly remedy: string;
  /** Under which the log of the service has it. */
  readonly traceId?: string;
}

/** The parts of Orchestrator's refusal that are safe to pass on. */
export interface OrchestratorReply {
  readonly status: number;
  /** Orchestrator's own number, see UiPath Orchestrator API guide, "Response codes". */
  readonly errorCode?: number;
  readonly traceId?: string;
}
