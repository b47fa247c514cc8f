import type { Outcome } from '../api/call.js';
import type { Robot } from './robot.js';

/** What is loaded when somebody wants to run something on this computer, and not before. */
type RobotModule = typeof import('./robot.js');

/** The robot, and how what fails there is told. */
export interface OpenedRobot extends Pick<RobotModule, 'failedHere'> {
  readonly robot: Robot;
}

let opening: Promise<OpenedRobot> | undefined;

/** Opens the robot of this computer: the same one for as long as the page lives. @param port where it listens */
export async function openRobot(port: number): Promise<Outcome<OpenedRobot>> {
  opening ??= import('./robot.js').then(({ createRobot, failedHere, loadSdk }) => {
    // What cannot be loaded now is tried again when it is used.
    loadSdk().catch(() => {});
    return { robot: createRobot(port), failedHere };
  });
  try {
    return { ok: true, value: await opening };
  } catch {
    opening = undefined;
    return { ok: false, failed: { kind: 'unloaded' } };
  }
}

/** Forgets the robot and its jobs, of which nobody who comes after shall see anything. */
export function forgetRobot(): void {
  opening = undefined;
}

/** The robot, if this page has opened it: otherwise it has no job there. */
export async function openedRobot(): Promise<OpenedRobot | undefined> {
  return opening?.catch(() => undefined);
}
