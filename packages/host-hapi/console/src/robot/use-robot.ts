import type { LocalProcess, UnreachableReason } from '@cuelight/adapters/robotjs';
import type { Failure } from '@cuelight/core';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { type OpenedRobot, openRobot } from './open-robot.js';
import type { ConsentAsked, Robot } from './robot.js';

/** Of which process of the robot a reference is. */
export type RobotProcess = LocalProcess;

/** What a screen knows of the robot while it asks it for something. */
export interface RobotTalk {
  readonly port: number;
  /** It is being asked. */
  readonly isBusy: boolean;
  /** What the user has to consent to in Assistant. */
  readonly asked: ConsentAsked | undefined;
  /** Why the robot did not answer. */
  readonly missing: UnreachableReason | undefined;
  /** It may have begun a job, all the same. */
  readonly mayRun: boolean;
  /** Why it did not do what was asked of it, where it answered. */
  readonly failed: Failed | undefined;
}

/** The robot of this computer in the hands of a screen. */
export interface RobotInUse extends RobotTalk {
  /** Asks the robot for something, which is called off when the screen is left. Undefined when that failed. */
  ask<T>(work: (robot: Robot, signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
  /** Tells why the robot did not do it. */
  fail(failure: Failure): void;
}

/** Opens the robot of this computer for a screen. */
export function useRobot(port: number): RobotInUse {
  const opened = useRef<OpenedRobot>(undefined);
  const [leaving] = useState(() => new AbortController());
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<ConsentAsked>();
  const [missing, setMissing] = useState<UnreachableReason>();
  const [mayRun, setMayRun] = useState(false);
  const [failed, setFailed] = useState<Failed>();

  const open = async () => {
    const opening = await openRobot(port);
    if (!opening.ok) return opening;
    opened.current = opening.value;
    setOpen(true);
    return opening;
  };
  useEffect(() => {
    void open();
    return () => leaving.abort();
  }, []);
  useEffect(() => {
    const robot = opened.current?.robot;
    if (robot === undefined) return;
    const ends = [robot.onConsent(setAsked), robot.onMissing(setMissing)];
    return () => ends.forEach((end) => void end());
  }, [isOpen]);

  return {
    ...{ port, isBusy, asked, missing, mayRun, failed },
    async ask(work) {
      setMissing(undefined);
      setMayRun(false);
      setFailed(undefined);
      setBusy(true);
      try {
        const opening = await open();
        if (opening.ok) return await work(opening.value.robot, leaving.signal);
        setFailed(opening.failed);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    fail(failure) {
      const reason = reasonOf(failure);
      setMissing(reason);
      setMayRun(failure.mayHaveHappened === true);
      if (reason === undefined) setFailed(opened.current?.failedHere(failure));
    },
  };
}

const reasons: readonly string[] = [
  'robot-missing',
  'robot-gone',
  'denied-by-browser',
  'page-not-secure',
] satisfies readonly UnreachableReason[];

/** Why the robot did not answer, where that is what failed. */
function reasonOf({ code, cause }: Failure): UnreachableReason | undefined {
  if (code !== 'local-robot-unreachable') return undefined;
  return isReason(cause) ? cause : 'robot-missing';
}

function isReason(cause: string | undefined): cause is UnreachableReason {
  return cause !== undefined && reasons.includes(cause);
}
