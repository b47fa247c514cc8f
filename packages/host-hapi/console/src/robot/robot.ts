import {
  createRobotBridge,
  type LocalProcess,
  type RobotBridge,
  type UnreachableReason,
} from '@cuelight/adapters/robotjs';
import { type Failure, failures, joinBrowserPart } from '@cuelight/core';
import type { Failed } from '../api/call.js';
import type { DiagnosisView } from '../diagnosis/diagnosis.js';

/** A code that the user has to compare with the one in UiPath Assistant. */
export interface ConsentAsked {
  readonly code: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** What a job reports while it runs. Process data: shown, and kept nowhere. */
export interface Report {
  /** The name of an interim result; absent for a status. */
  readonly name?: string;
  readonly text: string;
}

/** A diagnosis with the part of this computer. */
export interface Joined {
  readonly diagnosis: DiagnosisView;
  readonly failure?: Failure;
}

/** The robot of this computer, as this page knows it. */
export interface Robot extends Pick<RobotBridge, 'start' | 'follow' | 'stop'> {
  /** Says of which process a reference is. */
  introduce(processId: string, process: LocalProcess): void;
  /** Joins what the robot tells of a process into what the service found, and says why the robot did not answer, if so. */
  check(processId: string, found: DiagnosisView, signal: AbortSignal): Promise<Joined>;
  /** Tells for what consent is being asked, now and whenever that changes. Ends it by what it answers. */
  onConsent(listener: (asked: ConsentAsked | undefined) => void): () => void;
  onMissing(listener: (reason: UnreachableReason) => void): () => void;
  onReport(jobKey: string, listener: (report: Report) => void): () => void;
}

/** Opens the robot, once for a page: its jobs are followed by the page that started them alone. */
export function createRobot(portNumber: number): Robot {
  const processes = new Map<string, LocalProcess>();
  const hearing = new Set<{ readonly jobKey: string; hear(report: Report): void }>();
  const tell = (jobKey: string, report: Report) => {
    for (const one of hearing) if (one.jobKey === jobKey) one.hear(report);
  };
  const bridge = createRobotBridge({
    load: loadSdk,
    getProcess: (processId) => processes.get(processId),
    portNumber,
    onStatus: (jobKey, text) => tell(jobKey, { text }),
    onWorkflowEvent: (jobKey, { name, payload }) => tell(jobKey, { name, text: payload }),
  });
  let asked: ConsentAsked | undefined;
  bridge.onConsent((code) => {
    asked = code === undefined ? undefined : { code, atMs: Date.now() };
  });

  return {
    start: bridge.start,
    follow: bridge.follow,
    stop: bridge.stop,
    async check(processId, found, signal) {
      const part = await bridge.check(processId, { signal });
      const diagnosis = joinBrowserPart(found, part);
      return part.robot.ok ? { diagnosis } : { diagnosis, failure: part.robot.failure };
    },
    introduce: (processId, process) => void processes.set(processId, process),
    onConsent(listener) {
      listener(asked);
      return bridge.onConsent(() => listener(asked));
    },
    onMissing: bridge.onMissing,
    onReport(jobKey, hear) {
      const one = { jobKey, hear };
      hearing.add(one);
      return () => void hearing.delete(one);
    },
  };
}

/** Loads UiPath's SDK; a click after that opens Assistant at once, which browsers allow for a short time only. */
export function loadSdk() {
  return import('@uipath/robot');
}

/** What failed on this computer, in words. */
export function failedHere({ code, detail, mayHaveHappened }: Failure): Failed {
  const { meaning, remedy } = failures[code];
  const warning =
    mayHaveHappened === true ? ' It may have happened all the same: look there before you try again.' : '';
  return { kind: 'here', title: meaning, detail, remedy: `${remedy}${warning}` };
}
