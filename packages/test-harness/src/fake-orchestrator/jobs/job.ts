import type { JsonObject } from '../json.js';
import type { Folder, Release, ReleaseVersion, Robot } from '../world/entities.js';
import type { JobState } from './job-state.js';

/** One run of a process. Immutable: a move makes a new value under the same id. */
export interface Job {
  readonly id: number;
  readonly key: string;
  readonly folder: Folder;
  readonly release: Release;
  /** The version that was current when the job was made. */
  readonly version: ReleaseVersion;
  readonly state: JobState;
  readonly type: 'Unattended' | 'Attended';
  readonly runtimeType: string;
  readonly jobPriority: string;
  readonly source: string;
  readonly reference: string;
  readonly batchExecutionKey: string;
  /** UTC with seven fractional digits, as all times here. */
  readonly creationTime: string;
  readonly startTime: string | null;
  readonly resumeTime: string | null;
  readonly endTime: string | null;
  readonly lastModificationTime: string;
  readonly stopStrategy: 'SoftStop' | 'Kill' | null;
  /** The user who asked it to stop. */
  readonly stoppedByUserId: number | undefined;
  readonly info: string | null;
  readonly input: JsonObject | null;
  readonly output: JsonObject | null;
  readonly robot: Robot | null;
  /** The only robot that may run it; `undefined` for any of the folder. */
  readonly assignedRobot: Robot | undefined;
  /** How many moves it has made; tells whether a job is still where it was when something was planned for it. */
  readonly moves: number;
}
