import type { Reference } from './read-reference.js';

/** Where a process of an app runs. */
export type PlaceToRun = Reference['runOn'];

/** Each place in words, which follow “runs”. */
export const placesToRun: Readonly<Record<PlaceToRun, string>> = {
  orchestrator: 'through Orchestrator',
  'local-robot': 'on the computer of whoever runs it',
};
