import type { FailureDoc } from './failure-doc.js';
import { keepingFailures } from './keeping-failures.js';
import { localRobotFailures } from './local-robot-failures.js';
import { orchestratorFailures } from './orchestrator-failures.js';
import { runnerFailures } from './runner-failures.js';
import { targetFailures } from './target-failures.js';
import { useFailures } from './use-failures.js';

/** Every code with which Cuelight's core and adapters fail, with its meaning and remedy. */
export const failures = {
  ...targetFailures,
  ...orchestratorFailures,
  ...useFailures,
  ...keepingFailures,
  ...runnerFailures,
  ...localRobotFailures,
} as const satisfies Record<string, FailureDoc>;

/** The code of a failure. */
export type FailureCode = keyof typeof failures;
