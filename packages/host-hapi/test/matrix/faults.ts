import type { Diagnosis } from '@cuelight/core';
import type { Patient } from './a-patient.js';
import { answerFaults } from './faults/answer-faults.js';
import { credentialFaults } from './faults/credential-faults.js';
import { pairs } from './faults/pairs.js';
import { processFaults } from './faults/process-faults.js';
import { trustFaults } from './faults/trust-faults.js';
import { wayFaults } from './faults/way-faults.js';
import { webhookFaults } from './faults/webhook-faults.js';

/** Something that goes wrong, and what a diagnosis must say of it. */
export interface Fault {
  /** Completes "when". */
  readonly name: string;
  /** Each check that fails or warns, as `check: cause`: the root cause first, then the others in causal order. */
  readonly wrong: readonly [string, ...string[]];
  /** Brings it about. */
  readonly diagnose: (patient: Patient) => Promise<Diagnosis>;
}

/** Every fault of the matrix. */
export const faults: readonly Fault[] = [
  ...wayFaults,
  ...trustFaults,
  ...answerFaults,
  ...credentialFaults,
  ...processFaults,
  ...webhookFaults,
  ...pairs,
];
