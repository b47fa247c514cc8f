import type { FailureCode } from '../../failure/failures.js';

/** What somebody complains of; a question for all of them is asked whatever it is. */
export const symptoms = ['cannot-connect', 'no-processes', 'cannot-invoke'] as const;

/** What somebody complains of: it decides which checks are made. */
export type Symptom = (typeof symptoms)[number];

/** What questions are about, by groups, in the order in which they are told. */
export const questionGroups = {
  way: 'The way to the server',
  trust: 'Trust',
  orchestrator: 'Orchestrator',
  credential: 'The credential',
  process: 'Folders and processes',
  robot: 'What runs the process',
  callback: 'The way back',
} as const;

/** One question of the diagnosis. */
export interface Question {
  readonly id: string;
  readonly group: keyof typeof questionGroups;
  readonly question: string;
  /** The checks that must not fail before it can be asked; all stand before it. */
  readonly dependsOn: readonly string[];
  /** The complaints for which it is asked; what it depends on is asked as well. */
  readonly for: readonly Symptom[];
  /** The numbers of the questions of UiPath's guide that it answers: see `guide-questions.ts`. */
  readonly guide?: readonly number[];
  /** Things go on without it: what it finds wrong is a warning. */
  readonly isAdvisory?: true;
  /** How long it may take, in milliseconds. */
  readonly withinMs: number;
  /** What it means that it takes longer; `orchestrator-timeout` when absent. */
  readonly lateCause?: FailureCode;
}

/** How long a question may take that one or two calls answer, in milliseconds. */
export const quickMs = 5_000;

/** How long the look at the way to Orchestrator may take that answers the first of them, in milliseconds. */
export const lookMs = 6_000;

/** How long such a question may take, in milliseconds: a look that ends in time must be heard. */
export const seeMs = lookMs + 1_000;
