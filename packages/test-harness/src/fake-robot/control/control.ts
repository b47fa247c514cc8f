import type { JsonObject } from '../../fake-orchestrator/json.js';
import type { ConsentCode, ConsentMode } from '../consent/consent-desk.js';
import type { OriginRules } from '../consent/origin-rules.js';
import type { ActiveRobotFault, RobotFaultRule } from '../faults/fault-rule.js';
import type { RobotJournalEntryWithBody } from '../http/journal.js';
import type { Stoppable } from '../http/robot-ports.js';
import type { RobotJobView } from '../jobs/robot-job.js';
import type { RobotJobState } from '../jobs/robot-job-state.js';
import type { FeatureSet } from '../server-feature.js';

/** Everything of the robot that is not a list of its own. */
export interface FakeRobotState {
  /** The instant on the virtual clock. */
  readonly now: string;
  readonly port: number;
  /** Where the session listens, or listened before it stopped. */
  readonly sessionPort: number;
  /** Which of the two listeners listen. */
  readonly listening: { readonly discovery: boolean; readonly session: boolean };
  readonly features: FeatureSet;
  readonly origins: OriginRules;
  readonly processes: readonly { readonly key: string; readonly name: string; readonly isDownloaded: boolean }[];
  readonly faults: readonly ActiveRobotFault[];
  /** How many polls are being held. */
  readonly heldPolls: number;
}

/** The target of a forced move. */
export interface ForcedRobotState {
  readonly state: RobotJobState;
  /** Null for a Closed job whose answer lacks its output. */
  readonly output?: JsonObject | null | undefined;
  readonly error?: JsonObject | null | undefined;
}

/** What Send Interim Result hands over. */
export interface WorkflowEvent {
  readonly name: string;
  readonly payload: string;
}

/** What a test may do to the robot behind the pages' back; under `/__control` too. */
export interface FakeRobotControl {
  /** All requests to both listeners in the order of their arrival; over HTTP without their bodies. */
  journal(): readonly RobotJournalEntryWithBody[];
  state(): FakeRobotState;
  /** Every code that a page has sent, oldest first. */
  codes(): readonly ConsentCode[];
  /** Gives the user's consent to a pending code. Whether there was one. */
  approve(code: string): boolean;
  /** Refuses it. Whether there was one. */
  reject(code: string): boolean;
  /** What becomes of codes from now on. */
  setConsent(mode: ConsentMode): void;
  /** Makes every token invalid, and the codes that they were given for. */
  expireTokens(): void;
  setOrigins(origins: Partial<OriginRules>): void;
  setFeatures(features: FeatureSet): void;
  jobs(): readonly RobotJobView[];
  /** Puts a job into any state, whatever it was in; `undefined` when there is no such job. */
  setJobState(id: string, target: ForcedRobotState): RobotJobView | undefined;
  /** Lets a job report a status; `undefined` when there is no such job. */
  emitStatus(id: string, text: string): RobotJobView | undefined;
  /** Lets a job hand over an interim result; `undefined` when there is no such job. */
  emitEvent(id: string, event: WorkflowEvent): RobotJobView | undefined;
  /** Cuts off every connection to both listeners. */
  dropConnections(): void;
  /** Lets the session listen at another port; gives it. */
  moveSessionPort(): Promise<number>;
  /** Ends a listener, or both; jobs go on. */
  stop(what: Stoppable): Promise<void>;
  /** Starts what has stopped; the session gets another port. With `forgetJobs` no job is known any more. */
  start(options?: { readonly forgetJobs?: boolean | undefined }): Promise<void>;
  /** Lets time pass: all that falls due happens in order. */
  advanceClock(ms: number): Promise<void>;
  /** Throws when the rule is malformed. */
  addFault(rule: RobotFaultRule): ActiveRobotFault;
  /** Whether there was such a rule. */
  removeFault(id: string): boolean;
  removeFaults(): void;
  /** Back to the start: no jobs, codes, tokens, faults or journal, both listeners listen, and the clock shows real time. */
  reset(): Promise<void>;
}
