import type { FailureCode } from '../../failure/failures.js';
import { answerCauses } from './answer-causes.js';
import type { CauseDoc } from './cause-doc.js';
import { credentialCauses } from './credential-causes.js';
import { processCauses } from './process-causes.js';
import { robotCauses } from './robot-causes.js';
import { trustCauses } from './trust-causes.js';
import { wayCauses } from './way-causes.js';
import { webhookCauses } from './webhook-causes.js';

/** Everything that a check can find wrong, with its meaning and remedy. */
export const causes = {
  ...wayCauses,
  ...trustCauses,
  ...answerCauses,
  ...credentialCauses,
  ...processCauses,
  ...robotCauses,
  ...webhookCauses,
} as const satisfies Record<string, CauseDoc>;

/** The id of something that a check can find wrong. Stable. */
export type CauseId = keyof typeof causes;

/** What is wrong: something a check looks for, or that the check itself failed, with the code of that failure. */
export type Cause = CauseId | FailureCode;
