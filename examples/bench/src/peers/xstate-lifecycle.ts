import { isFinal, type JobState, jobStates, transitions } from '@cuelight/core';
import { createMachine } from 'xstate';

/** What the machine is told: that the job was reported in this state. */
export interface ReportEvent {
  readonly type: JobState;
}

/** The lifecycle of a job as a machine of XState, made from the core's table: one event for each state that is reported. */
export const xstateLifecycle = createMachine({
  types: {} as { events: ReportEvent },
  id: 'job',
  initial: 'Pending',
  states: Object.fromEntries(
    jobStates.map((state) => [state, isFinal(state) ? { type: 'final' as const } : { on: movesFrom(state) }]),
  ),
});

function movesFrom(state: JobState): Partial<Record<JobState, JobState>> {
  return Object.fromEntries(transitions.filter(({ from }) => from === state).map(({ to }) => [to, to]));
}
