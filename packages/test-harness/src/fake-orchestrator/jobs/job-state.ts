/**
 * The states of a job in the order of their numbers, 0 to 8.
 * Source: UiPath Orchestrator API guide, "Enumerated types", JobState.
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

/** A state of a job, in Orchestrator's own words. */
export type JobState = (typeof jobStates)[number];

/** Whether a job in this state stays in it. */
export function isFinal(state: JobState): boolean {
  return state === 'Successful' || state === 'Faulted' || state === 'Stopped';
}

/** Whether a job in this state keeps its robot busy. */
export function holdsRobot(state: JobState): boolean {
  return state === 'Running' || state === 'Stopping' || state === 'Terminating';
}

/** Whether a job in this state waits for a robot to pick it up. */
export function waitsForRobot(state: JobState): boolean {
  return state === 'Pending' || state === 'Resumed';
}
