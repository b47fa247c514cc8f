/** All states of a job. Closed is a success. */
export const robotJobStates = ['Executing', 'Closed', 'Canceled', 'Faulted'] as const;

/** Where a job of a robot stands. */
export type RobotJobState = (typeof robotJobStates)[number];

/** How the listener writes each state: a number. Source: the enumeration `JobStatus` of `@uipath/robot` 1.3.1. */
export const stateNumbers: Readonly<Record<RobotJobState, number>> = {
  Executing: 0,
  Closed: 1,
  Canceled: 2,
  Faulted: 3,
};
