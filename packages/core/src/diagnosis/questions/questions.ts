import { callbackQuestions } from './callback-questions.js';
import { credentialQuestions } from './credential-questions.js';
import { orchestratorQuestions } from './orchestrator-questions.js';
import { processQuestions } from './process-questions.js';
import { robotQuestions } from './robot-questions.js';
import { trustQuestions } from './trust-questions.js';
import { wayQuestions } from './way-questions.js';

/** Every question, in the order in which causes come before their consequences. */
export const questions = [
  ...wayQuestions,
  ...trustQuestions,
  ...orchestratorQuestions,
  ...credentialQuestions,
  ...processQuestions,
  ...robotQuestions,
  ...callbackQuestions,
] as const;

/** The id of a check. Stable; to be relied on by programs. */
export type CheckId = (typeof questions)[number]['id'];
