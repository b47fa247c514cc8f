/**
 * What the bridge uses of `@uipath/robot` 1.3.1, whose own types promise more than it keeps. Everything it answers comes
 * from the robot unread.
 */
export interface RobotSdk {
  readonly settings: { portNumber: number; disableTelemetry: boolean };
  on(eventName: string, handler: (argument?: unknown) => void): void;
  getProcesses(): Promise<unknown>;
  createJob(processId: string, argument?: unknown): SdkJob;
  /** Ends with the outputs of the job; rejects with an error, or with what the robot tells of a job that did not succeed. */
  startJob(job: SdkJob): Promise<unknown>;
  /** Stops every job of the process. Rejects with a text. */
  stopProcess(process: { readonly id: string }): Promise<unknown>;
  /** Downloads the package of a process; ends with what arguments it declares. */
  installProcess(processId: string): Promise<unknown>;
}

/** A job of the SDK. */
export interface SdkJob {
  jobId: string;
  on(eventName: string, handler: (argument?: unknown) => void): void;
}

/** The module `@uipath/robot`, as `import('@uipath/robot')` answers it. */
export interface RobotModule {
  readonly UiPathRobot: unknown;
}
