import type { CheckId } from '../questions/questions.js';

/** Somebody who can do something about a cause. */
export type Person =
  | 'network administrator'
  | 'Orchestrator administrator'
  | 'operator of Cuelight'
  | 'app designer'
  | 'user at the computer';

/** One thing that can be wrong. */
export interface CauseDoc {
  /** The check that finds it. */
  readonly check: CheckId;
  /** What is wrong, in one sentence. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly who: Person;
}
