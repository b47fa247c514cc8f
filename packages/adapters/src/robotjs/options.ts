import type { BrowserPart, CancelSignal, Clock, ProcessRunner } from '@cuelight/core';
import type { Page } from './page.js';
import type { RobotModule } from './robot-sdk.js';
import type { Tabs } from './tabs.js';
import type { UnreachableReason } from './why-unreachable.js';

/** Of which process of the local robot a reference is. */
export interface LocalProcess {
  /** The name of the process in Orchestrator, which the robot shows too. */
  readonly releaseName: string;
  /** Tried when no process has that name: a robot without Orchestrator names its processes by their packages. */
  readonly packageId: string;
}

/** What a job hands over by the activity Send Interim Result. Process data: passed on, never kept. */
export interface WorkflowEvent {
  readonly name: string;
  readonly payload: string;
}

/** How the robot of the user's own computer is used. */
export interface RobotBridgeOptions {
  /** Loads the SDK, when it is first needed: `() => import('@uipath/robot')`. */
  load(): Promise<RobotModule>;
  /** Which process a reference means; undefined when there is no such reference. */
  getProcess(processId: string): LocalProcess | undefined | Promise<LocalProcess | undefined>;
  /**
   * The port of RobotJS (`ListenerPort`), where the administrator of the robot has chosen another.
   * @default 2323
   */
  readonly portNumber?: number;
  /**
   * Whether the input is checked against what the process declares, where the robot can tell. Telling takes a download of
   * the package, which a start would take as well.
   * @default true
   */
  readonly checksInput?: boolean;
  /** Told what a job reports by Report Status: free text, not a state. Process data: passed on, never kept. */
  readonly onStatus?: (jobKey: string, text: string) => void;
  /** Told what a job hands over while it runs. */
  readonly onWorkflowEvent?: (jobKey: string, event: WorkflowEvent) => void;
  /** Default the time of the page. */
  readonly clock?: Clock;
  /** What the browser tells of the page. Default the page that this is. */
  readonly page?: Page;
  /** The other pages of the same origin. Default found by Web Locks, else by a BroadcastChannel. */
  readonly tabs?: Tabs;
  /** @default those of {@link Patience} */
  readonly patience?: Partial<Patience>;
}

/** How long the robot is waited for. All in milliseconds. */
export interface Patience {
  /** For an answer about processes, or to a stop. @default 15,000 */
  readonly answerWithinMs: number;
  /** For the user's consent; the SDK itself gives up after 60,000. @default 65,000 */
  readonly consentWithinMs: number;
  /** For a start, or for the download of a package. @default 120,000 */
  readonly startWithinMs: number;
  /** For the next time a job is asked about: after that the robot, or the SDK, is stuck. @default 120,000 */
  readonly askedWithinMs: number;
}

/** The robot of the user's own computer. */
export interface RobotBridge extends ProcessRunner {
  /**
   * Asks the robot for a process without starting it: the part of a diagnosis that only a browser can make. What it asks for
   * the first time, the user has to consent to; and the package of the process is downloaded, as a start would.
   */
  check(processId: string, options?: { readonly signal?: CancelSignal }): Promise<BrowserPart>;
  /**
   * Tells the code that the user has to compare in UiPath Assistant, and undefined once that is over.
   *
   * @returns ends the telling
   */
  onConsent(listener: (code: number | undefined) => void): () => void;
  /**
   * Tells that the robot did not answer, and what is known of why; at most once in 5 s.
   *
   * @returns ends the telling
   */
  onMissing(listener: (reason: UnreachableReason) => void): () => void;
}
