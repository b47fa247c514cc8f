import type { JsonObject, JsonValue } from '../../fake-orchestrator/json.js';
import type { RobotProcessSeed } from '../processes/seed.js';
import type { Outbox } from './outbox.js';
import type { RobotJobState } from './robot-job-state.js';

/** What a page has sent to a running job. */
export interface ClientMessage {
  readonly channelName: string;
  readonly payload: string;
}

/** What a start asks for. */
export interface RobotStart {
  readonly process: RobotProcessSeed;
  readonly input: JsonObject;
  /** The id that the client would like the job to have. */
  readonly wantedId: string | undefined;
  /** What came as `internalArgs`, and as `jobSource`. */
  readonly internalArguments: JsonValue;
  readonly jobSource: JsonValue;
}

/** A job on the robot, as it is now. */
export interface RobotJob extends Omit<RobotStart, 'wantedId'> {
  readonly id: string;
  state: RobotJobState;
  output: JsonObject | null;
  error: JsonObject | null;
  readonly messages: ClientMessage[];
  readonly outbox: Outbox;
}

/** A job as tests see it. */
export interface RobotJobView {
  readonly id: string;
  readonly processKey: string;
  readonly processName: string;
  readonly state: RobotJobState;
  readonly input: JsonObject;
  readonly internalArguments: JsonValue;
  readonly jobSource: JsonValue;
  readonly output: JsonObject | null;
  readonly error: JsonObject | null;
  readonly messages: readonly ClientMessage[];
  /** How many status texts and events no client has been sent yet. */
  readonly waiting: number;
}

/** Shows a job. */
export function viewOfJob({ process, outbox, messages, ...job }: RobotJob): RobotJobView {
  const { key: processKey, name: processName } = process;
  return { ...job, processKey, processName, messages: [...messages], waiting: outbox.waiting() };
}
