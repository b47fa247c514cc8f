/**
 * The states of a job, in Orchestrator's words, in the order of its own numbers 0 to 8 (UiPath Orchestrator API guide,
 * "Enumerated types"; Suspended and Resumed since 19.10).
 */
export const jobStates = [
  'Pending',
  'Running',
  'Stopping',
  'Terminating',
  'Faulted',
  'Successful',
  'Stopped',
  'Suspended',
  'Resumed',
] as const;

/** A state of a job. */
export type JobState = (typeof jobStates)[number];

/** A state that a job does not leave. */
export type FinalJobState = 'Successful' | 'Faulted' | 'Stopped';

/** Whether a job in this state has ended. */
export function isFinal(state: JobState): state is FinalJobState {
  return state === 'Successful' || state === 'Faulted' || state === 'Stopped';
}

/** Reads a state's name; undefined for a name this version does not know. */
export function parseJobState(name: unknown): JobState | undefined {
  return jobStates.find((state) => state === name);
}
