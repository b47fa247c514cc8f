import { type BrowserPart, type CancelSignal, succeed } from '@cuelight/core';
import { findProcess } from './find-process.js';
import type { LocalProcess, Patience } from './options.js';
import type { RobotCalls } from './robot-calls.js';

/** What a check needs. */
export interface CheckPorts {
  readonly calls: RobotCalls;
  readonly patience: Patience;
}

/**
 * Asks the robot for a process. Only by having it get the package is it learnt whether that can be had: no robot tells it
 * otherwise.
 */
export async function checkLocalProcess(
  { calls, patience }: CheckPorts,
  process: LocalProcess,
  signal: CancelSignal | undefined,
): Promise<BrowserPart> {
  const told = await calls.call({
    errand: 'list',
    ask: (sdk) => sdk.getProcesses(),
    withinMs: patience.answerWithinMs,
    signal,
  });
  if (!told.ok) return { robot: told };
  const robot = succeed(undefined);
  const found = findProcess(told.value, process);
  if (!found.ok) return { robot, process: found };
  const installed = await calls.call({
    errand: 'install',
    ask: (sdk) => sdk.installProcess(found.value),
    withinMs: patience.startWithinMs,
    signal,
  });
  if (installed.ok) return { robot, process: succeed('downloaded') };
  switch (installed.failure.code) {
    case 'local-robot-unreachable':
      return { robot: installed };
    case 'local-robot-too-old':
      return { robot, process: succeed('untold') };
    default:
      return { robot, process: installed };
  }
}
