import type { JobState } from './job-state.js';

/** How we know of a move. */
export type Evidence =
  /** Written in UiPath's documentation. */
  | 'documented'
  /** Seen in, or following from, documented behaviour, but not written there as a move. */
  | 'inferred'
  /** Not known to happen. Kept so that nobody is told of a state that nobody saw, should it happen. */
  | 'assumed';

/** One legal move of a job. */
export interface Transition {
  /** The state left; null for a job's first state. */
  readonly from: JobState | null;
  readonly to: JobState;
  /** What makes the job move. */
  readonly trigger: string;
  readonly evidence: Evidence;
  /** The document to look it up in, or to infer it from; that there is none, when the move is assumed. */
  readonly source: string;
}

const jobStatesPage = 'UiPath Orchestrator guide, "Job states"';
const jobsRequests = 'UiPath Orchestrator API guide, "Jobs requests"';
const typesOfEvents = 'UiPath Orchestrator guide, "Types of events"';
const resumeJob = `${jobStatesPage}; the API description of API 9 for ResumeJob`;
const noSource = 'none: so that a missed step is never invented';

/**
 * The lifecycle of a job: every legal move, once. The order matters: where two shortest walks exist, the one whose rows
 * come first is told.
 */
export const transitions: readonly Transition[] = [
  row(null, 'Pending', 'started through Orchestrator, a trigger or a queue', 'documented', jobsRequests),
  row(null, 'Running', 'started by the user in Assistant: not announced by job.created', 'inferred', typesOfEvents),
  row('Pending', 'Running', 'a robot picks the job up', 'documented', jobStatesPage),
  row('Pending', 'Stopped', 'stopped or killed before it ran', 'inferred', jobStatesPage),
  row('Pending', 'Faulted', 'the robot cannot start it', 'inferred', jobStatesPage),
  row('Pending', 'Successful', 'unknown', 'assumed', noSource),
  row('Running', 'Successful', 'the workflow ended', 'documented', jobStatesPage),
  row('Running', 'Faulted', 'the workflow threw', 'documented', jobStatesPage),
  row('Running', 'Stopping', 'a soft stop was asked for', 'documented', jobStatesPage),
  row('Running', 'Terminating', 'a kill was asked for', 'documented', jobStatesPage),
  row('Running', 'Suspended', 'a persistence activity waits (19.10 and later)', 'documented', jobStatesPage),
  row('Running', 'Stopped', 'unknown', 'assumed', noSource),
  row('Stopping', 'Successful', 'the workflow honoured Should Stop and ended normally', 'documented', jobStatesPage),
  row('Stopping', 'Stopped', 'the workflow ended early', 'documented', jobStatesPage),
  row('Stopping', 'Faulted', 'the workflow threw while stopping', 'documented', jobStatesPage),
  row('Stopping', 'Terminating', 'a kill was asked for', 'documented', jobStatesPage),
  row('Terminating', 'Stopped', 'the kill is done', 'inferred', jobStatesPage),
  row('Terminating', 'Faulted', 'the clean-up, every 3 h, after a day in this state', 'documented', jobStatesPage),
  row('Terminating', 'Successful', 'unknown', 'assumed', noSource),
  row('Suspended', 'Resumed', 'what it waited for happened, or ResumeJob was called', 'documented', resumeJob),
  row('Suspended', 'Stopped', 'stopped or killed while waiting', 'inferred', jobStatesPage),
  row('Suspended', 'Successful', 'unknown', 'assumed', noSource),
  row('Suspended', 'Faulted', 'unknown', 'assumed', noSource),
  row('Resumed', 'Running', 'a robot picks the job up again', 'documented', jobStatesPage),
  row('Resumed', 'Successful', 'unknown', 'assumed', noSource),
  row('Resumed', 'Faulted', 'unknown', 'assumed', noSource),
  row('Resumed', 'Stopped', 'unknown', 'assumed', noSource),
];

function row(from: JobState | null, to: JobState, trigger: string, evidence: Evidence, source: string): Transition {
  return { from, to, trigger, evidence, source };
}
